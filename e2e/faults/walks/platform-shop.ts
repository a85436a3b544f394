import type { Person, Request, Shop, Walker } from '@comptoir/tools/walks/actions/shop'
import { newKey } from '../../src/api.ts'
import { register, sell } from '../../src/shopper.ts'
import { pause, type TestPlatform, withRetries } from '../kit/test-platform.ts'

const staff: Person = { id: 'staff', roles: ['staff'] }
const longestPauseMs = 3_000

/** What walks need of a shop that runs. */
export type PlatformShop = Shop & {
  readonly people: Pick<Walker, 'staff' | 'newShopper' | 'newKey'>
  /** Puts a thing on sale; answers its SKU. */
  sell(price: number, stock: number): Promise<string>
}

/** A running platform as walks use it; requests are repeated until there is an answer that means something. */
export function createPlatformShop({
  api,
  staff: staffToken,
  address,
}: TestPlatform): PlatformShop {
  const tokens = new Map<string, string>()
  const tokenOf = async (person: Person | undefined) =>
    person?.id === staff.id ? await staffToken() : (person?.token ?? tokens.get(person?.id ?? ''))

  async function send(operation: string, { as, body, headers }: Request) {
    return await withRetries(async () => {
      const answer = await api(operation, { token: await tokenOf(as), body, headers })
      const isRunning = answer.body?.['code'] === 'request_running'
      if (answer.status >= 500 || isRunning) throw new Error(`${operation}: ${answer.status}`)
      return answer
    })
  }

  async function provider(path: string, form?: Record<string, string>) {
    const isPost = form !== undefined || path.startsWith('/3ds') || path.startsWith('/refunds')
    const answer = await fetch(address.simulatorUrl + path, {
      method: isPost ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${address.stripeSecretKey}` },
      redirect: 'manual',
      ...(form && { body: new URLSearchParams(form) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }

  async function paypal(operation: string, body?: object) {
    const [method = 'GET', path = '/'] = operation.split(' ')
    if (address.paypalUrl === undefined) return { status: 503, body: {} }
    const answer = await fetch(address.paypalUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${address.stripeSecretKey}`,
        'content-type': 'application/json',
      },
      redirect: 'manual',
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }

  async function newShopper(): Promise<Person> {
    const { email, token } = await withRetries(() => register(api))
    tokens.set(email, token)
    return { id: email, roles: ['customer'], email }
  }

  return {
    ...{ send, provider, paypal, nowMs: Date.now },
    pause: (ms) => pause(Math.min(ms, longestPauseMs)).then(() => undefined),
    people: { staff, newShopper, newKey },
    sell: (price, stock) =>
      withRetries(async () => sell(api, await staffToken(), { price, stock, weightGrams: 12_000 })),
  }
}
