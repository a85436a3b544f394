import { services } from '@comptoir/contracts/topology'
import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { describe, expect, inject, it } from 'vitest'
import { createApi } from '../src/api.ts'
import { type CallFrom, callsFrom, canCallFromMany, newAddress } from '../src/client-address.ts'
import { password, register } from '../src/shopper.ts'

const platform = inject('platform')
const api = createApi(platform.gatewayUrl)
const storefrontPort = services.storefront.port + platform.portOffset

const isOut = !canCallFromMany()

const visitor = () => callsFrom(`http://127.0.0.1:${storefrontPort}`, newAddress())
const signIn = (from: CallFrom, email: string, typed: string, headers = {}) =>
  from('POST /bff/session', {
    body: { email, password: typed, locale: 'fr' },
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })

/** Wrong passwords one after the other, and what each was answered. */
async function guesses(count: number, guess: (n: number) => ReturnType<CallFrom>) {
  const statuses: number[] = []
  for (let n = 0; n < count; n++) statuses.push((await guess(n)).status)
  return statuses
}

describe.skipIf(isOut)('a visitor of the storefront', () => {
  it('has limits of their own: whoever guesses passwords closes the sign-in to nobody else', async () => {
    const { email } = await register(api)
    const attacker = visitor()
    const tried = await guesses(6, () => signIn(attacker, email, 'not this password'))
    expect(tried).toEqual([401, 401, 401, 401, 401, 429])
    expect((await signIn(attacker, email, password)).status).toBe(429)
    expect((await signIn(visitor(), email, password)).status).toBe(200)
  })

  it('escapes none by what they say of themselves, neither at the site nor at the gateway', async () => {
    const { email } = await register(api)
    const claims = (n: number) => ({
      'x-forwarded-for': `203.0.113.${n}`,
      [visitorAddressHeader]: `203.0.113.${n};${Date.now()};${'A'.repeat(86)}`,
    })
    const atSite = visitor()
    const tried = await guesses(7, (n) => signIn(atSite, email, 'not this password', claims(n)))
    expect(tried.filter((status) => status === 401)).toHaveLength(5)
    const atGateway = callsFrom(platform.gatewayUrl, newAddress())
    const again = await guesses(7, (n) =>
      atGateway('POST /api/auth/login', {
        ...{ body: { email, password: 'not this password' }, headers: claims(n) },
      }),
    )
    expect(again.filter((status) => status === 401)).toHaveLength(5)
  })
})
