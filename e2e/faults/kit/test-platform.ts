import type { Fault } from '@comptoir/contracts/platform/faults'
import { createShopApi } from '@comptoir/tools/shop/shop-api'
import { createStaffSession } from '@comptoir/tools/shop/staff-session'
import { type Api, createApi, eventually, newKey } from '../../src/api.ts'
import { NeedsThisMachine, type PlatformAddress } from '../../src/platform.ts'
import {
  chooseShipping,
  fillCart,
  type OrderBody,
  place,
  readOrder,
  register,
  type Shopper,
  sell,
} from '../../src/shopper.ts'
import { processesOf } from './processes.ts'
import { createRetryPolicy, toOrderError } from './retry-policy.ts'

const ports = {
  gateway: 8080,
  inventory: 9003,
  orders: 9005,
  payments: 9006,
  billing: 9007,
  shipping: 9008,
  admin: 9009,
  promotions: 9012,
  support: 9013,
}
export type Service = keyof typeof ports
export type Trial = {
  readonly shopper: Shopper
  readonly orderId: string
  readonly sku: string
  /** What moves beside, where something else is sent too. */
  readonly otherSkus?: readonly string[]
}
export type Planned = Pick<Fault, 'point' | 'mode'> & Partial<Fault>
export type TestPlatform = ReturnType<typeof createTestPlatform>
export type Processes = ReturnType<typeof processesOf>

/** The platform under test: its API, its processes and its planned faults. */
export function createTestPlatform(
  address: PlatformAddress,
  processes: Processes = processesOf(address),
) {
  const api = createApi(address.gatewayUrl)
  // a token lives for fifteen minutes, a matrix or a soak for longer
  const session = createStaffSession(createShopApi(address.gatewayUrl), address.staff)
  const staff = () => withRetries(session)
  const read = ({ shopper, orderId }: Trial) => withRetries(() => readOrder(api, shopper, orderId))
  return {
    ...{ api, staff, address, read },
    processes,
    faults: faultsOf(address),
    ...shoppingAt(api, staff),
    /** Waits until the order is in one of the states. */
    reach: (one: Trial, states: readonly string[], withinMs = 90_000): Promise<OrderBody> =>
      eventually(
        `${one.orderId} to be ${states.join(' or ')}`,
        () => read(one),
        ({ status }) => states.includes(status),
        withinMs,
      ),
    cancel: ({ shopper, orderId }: Trial) =>
      withRetries(async () => {
        const operation = `POST /api/orders/${orderId}/cancel`
        const asking = { token: shopper.token, body: { reason: 'drill' } }
        const answer = await api<OrderBody & { code: string }>(operation, asking)
        if (answer.status !== 200) throw new Error(`cancel: ${answer.status}`)
        return answer.body
      }),
  }
}

type Report = { struck: Record<string, number>; faults: Fault[] }

/** Plans faults inside a process. */
function faultsOf({ isElsewhere, portOffset, appApiToken }: PlatformAddress) {
  async function ask(service: Service, method: string, body?: unknown): Promise<Report> {
    if (isElsewhere) throw new NeedsThisMachine('it plans faults inside a process')
    const answer = await fetch(`http://127.0.0.1:${ports[service] + portOffset}/internal/faults`, {
      method,
      headers: {
        'content-type': 'application/json',
        'dapr-api-token': appApiToken,
        'dapr-caller-app-id': 'gateway',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`faults of ${service}: ${answer.status}`)
    return (await answer.json()) as Report
  }
  return {
    plan: (service: Service, ...planned: Planned[]) => ask(service, 'PUT', { faults: planned }),
    clear: (service: Service) => ask(service, 'DELETE'),
    struck: async (service: Service) => (await ask(service, 'GET')).struck,
  }
}

export type Ready = { shopper: Shopper; cartId: string; shippingOptionId: string }

/** What shoppers do, retried. */
function shoppingAt(api: Api, staff: () => Promise<string>) {
  const sellNew = (stock: number) =>
    withRetries(async () => sell(api, await staff(), { price: 2_000, stock }))

  /** A shopper with a cart that is ready to be ordered. */
  async function prepare(lines: { sku: string; quantity: number }[]): Promise<Ready> {
    const shopper = await withRetries(() => register(api))
    const cartId = await withRetries(() => fillCart(api, shopper, lines))
    const shippingOptionId = await withRetries(() => chooseShipping(api, shopper, cartId))
    return { shopper, cartId, shippingOptionId }
  }

  /** Orders as a good client does: with the same key until there is an order or a refusal. */
  async function order(ready: Ready, method?: string): Promise<string> {
    const placing = { ...ready, key: newKey(), ...(method ? { method } : {}) }
    return await withRetries(async () => {
      const answer = await place(api, ready.shopper, placing)
      if (answer.status === 201) return answer.body.orderId
      throw toOrderError(answer)
    })
  }

  /** A new shopper orders one unit of a new product. */
  async function trial(method?: string, stock = 5): Promise<Trial> {
    const sku = await sellNew(stock)
    const ready = await prepare([{ sku, quantity: 1 }])
    return { shopper: ready.shopper, sku, orderId: await order(ready, method) }
  }

  return { sellNew, prepare, order, trial }
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/**
 * Retries failures for a minute: what was killed has been started again by then. Retries what is asked to wait
 * (`Retry-After`) for eight minutes.
 */
export async function withRetries<T>(ask: () => Promise<T>): Promise<T> {
  const delayAfter = createRetryPolicy()
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const ms = delayAfter(error)
      if (ms === undefined) throw error
      await pause(ms)
    }
  }
}
