import { beforeAll, describe, expect, inject, it } from 'vitest'
import { createApi } from '../src/api.ts'
import {
  type CallFrom,
  callsFrom,
  canCallFromMany,
  newAddress,
  type Received,
} from '../src/client-address.ts'
import { password, register, signIn } from '../src/shopper.ts'

const platform = inject('platform')
const api = createApi(platform.gatewayUrl)
const wrong = 'not this password'
const logIn = 'POST /api/auth/login'

const stranger = () => callsFrom(platform.gatewayUrl, newAddress())
const guess = (from: CallFrom, email: string) => from(logIn, { body: { email, password: wrong } })
const times = (count: number, ask: (n: number) => Promise<Received>) =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)))
const statuses = (answers: Received[]) => answers.map(({ status }) => status)
const countOf = (answers: Received[], status: number) =>
  answers.filter((answer) => answer.status === status).length

const isOut = !canCallFromMany()

describe.skipIf(isOut)('an attacker at one address', () => {
  const attacker = stranger()
  let victim: { email: string; token: string }

  beforeAll(async () => {
    victim = await register(api)
  })

  it('is paused for an account after five wrong passwords, the owner elsewhere is not', async () => {
    const tries = await times(6, () => guess(attacker, victim.email))
    expect(statuses(tries).toSorted()).toEqual([401, 401, 401, 401, 401, 429])
    const body = { email: victim.email, password }
    expect((await attacker(logIn, { body })).status).toBe(429)
    expect((await stranger()(logIn, { body })).status).toBe(200)
  })

  it('is paused after a hundred wrong passwords, and everyone elsewhere signs in', async () => {
    const tries = await times(101, (n) => guess(attacker, `nobody-${n}@example.com`))
    expect(countOf(tries, 429)).toBeGreaterThanOrEqual(1)
    const body = { email: victim.email, password }
    const staff = await stranger()(logIn, { body: platform.staff })
    const customer = await stranger()(logIn, { body })
    const unknown = await guess(stranger(), 'nobody@example.com')
    expect(statuses([staff, customer, unknown])).toEqual([200, 200, 401])
    await signIn(api, platform.staff)
  })

  it('leaves others their registration, password change and deletion', async () => {
    const from = stranger()
    const email = `new-${Date.now()}@example.com`
    const registered = await from('POST /api/auth/register', { body: { email, password } })
    expect(registered.status).toBe(201)
    const changed = await from('POST /api/auth/change-password', {
      token: victim.token,
      body: { currentPassword: password, newPassword: `${password} neuve` },
    })
    expect(changed.status).toBe(204)
    const token = await signIn(api, { email: victim.email, password: `${password} neuve` })
    const deleted = await from('DELETE /api/me', {
      token,
      body: { password: `${password} neuve` },
    })
    expect(deleted.status).toBe(204)
  })
})

describe.skipIf(isOut)('many addresses against one account', () => {
  it('never keep the right password out, from a known address or a new one', async () => {
    const { email } = await register(api)
    const body = { email, password }
    const home = stranger()
    expect((await home(logIn, { body })).status).toBe(200)
    const tries = await times(101, () => guess(stranger(), email))
    expect(new Set(statuses(tries))).toEqual(new Set([401]))
    expect((await home(logIn, { body })).status).toBe(200)
    expect((await stranger()(logIn, { body })).status).toBe(200)
  })
})

describe.skipIf(isOut)('guesses in parallel', () => {
  const guesses = (email: string): Record<string, Buffer> => {
    const json = JSON.stringify({ email, password: wrong })
    return {
      'plain JSON': Buffer.from(json),
      'JSON after a byte order mark': Buffer.from(`\uFEFF${json}`),
      'a key given twice': Buffer.from(`{"email":"other@example.com",${json.slice(1)}`),
      'escaped letters': Buffer.from(json.replace('email', '\\u0065mail')),
    }
  }

  it.each(Object.keys(guesses('')))('are checked five times at most: %s', async (form) => {
    const { email } = await register(api)
    const bytes = guesses(email)[form] ?? Buffer.alloc(0)
    const from = stranger()
    const answers = await times(90, () => from(logIn, { bytes }))
    expect(countOf(answers, 401)).toBeLessThanOrEqual(5)
    expect(countOf(answers, 401) + countOf(answers, 429)).toBe(90)
  })

  it.each([
    ['application/json; charset=utf-16', {}, 'utf16le'],
    ['application/json', { 'content-encoding': 'gzip' }, 'utf8'],
    ['application/json; charset=iso-8859-1', {}, 'latin1'],
  ] as const)('are refused as %s %o', async (type, headers, encoding) => {
    const bytes = Buffer.from(JSON.stringify({ email: 'a@example.com', password }), encoding)
    const sent = { bytes, headers: { 'content-type': type, ...headers } }
    const answer = await stranger()(logIn, sent)
    expect([answer.status, answer.code]).toEqual([415, 'unsupported_media_type'])
  })
})

describe.skipIf(isOut)('the address that counts', () => {
  it('is not what the client says of itself, through the gateway or at the service', async () => {
    const { email } = await register(api)
    const accounts = `http://127.0.0.1:${9001 + platform.portOffset}`
    for (const from of [stranger(), callsFrom(accounts, newAddress())]) {
      const answers = await times(40, (n) =>
        from(logIn, { body: { email, password: wrong }, headers: claims(`203.0.113.${n}`) }),
      )
      expect(countOf(answers, 401)).toBe(5)
    }
  })
})

function claims(address: string): Record<string, string> {
  return {
    'x-forwarded-for': address,
    forwarded: `for=${address}`,
    'x-real-ip': address,
    'comptoir-client-address': address,
    'dapr-caller-app-id': 'gateway',
  }
}
