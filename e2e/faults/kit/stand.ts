import type { Fault } from '@comptoir/contracts/platform/faults'
import { createShopApi } from '@comptoir/tools/shop/shop-api'
import { createStaffSession } from '@comptoir/tools/shop/staff-session'
import { type Api, createApi, eventually, newKey } from '../../src/api.ts'
import type { PlatformAddress } from '../../src/platform.ts'
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
import { createPatience, noOrder } from './overload-retry.ts'
import { processesOf } from './processes.ts'

const ports = {
  gateway: 8080,
  inventory: 9003,
  orders: 9005,
  payments: 9006,
  billing: 9007,
  shipping: 9008,
}
export type Service = keyof typeof ports
export type Trial = { readonly shopper: Shopper; readonly orderId: string; readonly sku: string }
export type Planned = Pick<Fault, 'point' | 'mode'> & Partial<Fault>
export type Stand = Awaited<ReturnType<typeof createStand>>

/** All that a drill needs of a running platform. */
export async function createStand(platform: PlatformAddress) {
  const api = createApi(platform.gatewayUrl)
  // a token lives for fifteen minutes, a matrix or a soak for longer
  const session = createStaffSession(createShopApi(platform.gatewayUrl), platform.staff)
  const staff = () => stubborn(session)
  const read = ({ shopper, orderId }: Trial) => stubborn(() => readOrder(api, shopper, orderId))
  return {
    ...{ api, staff, platform, read },
    processes: processesOf(platform.home),
    faults: faultsOf(platform),
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
      stubborn(async () => {
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
function faultsOf({ portOffset, appApiToken }: PlatformAddress) {
  async function ask(service: Service, method: string, body?: unknown): Promise<Report> {
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

/** Shoppers who do not give up. */
function shoppingAt(api: Api, staff: () => Promise<string>) {
  const sellNew = (stock: number) =>
    stubborn(async () => sell(api, await staff(), { price: 2_000, stock }))

  /** A shopper with a cart that is ready to be ordered. */
  async function prepare(lines: { sku: string; quantity: number }[]): Promise<Ready> {
    const shopper = await stubborn(() => register(api))
    const cartId = await stubborn(() => fillCart(api, shopper, lines))
    const shippingOptionId = await stubborn(() => chooseShipping(api, shopper, cartId))
    return { shopper, cartId, shippingOptionId }
  }

  /** Orders as a good client does: the same key again until there is an answer that means something. */
  async function order(ready: Ready, method?: string): Promise<string> {
    const placing = { ...ready, key: newKey(), ...(method ? { method } : {}) }
    return await stubborn(async () => {
      const answer = await place(api, ready.shopper, placing)
      if (answer.status === 201) return answer.body.orderId
      throw noOrder(answer)
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
 * Tries again for a minute: what is asked is on its feet again by then. Who is asked to wait comes again when told, for
 * eight minutes.
 */
export async function stubborn<T>(ask: () => Promise<T>): Promise<T> {
  const pauseAfter = createPatience()
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const ms = pauseAfter(error)
      if (ms === undefined) throw error
      await pause(ms)
    }
  }
}
