import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { eventually, newKey } from '../../src/api.ts'
import { home, type OrderBody, type Shopper } from '../../src/shopper.ts'
import { toOrderError } from './retry-policy.ts'
import { type TestPlatform, type Trial, withRetries } from './test-platform.ts'

export type Basket = { readonly cartId: string; readonly cartToken: string }
export type Line = { readonly sku: string; readonly quantity: number }

/** States that an order does not leave by itself while the parcel simulator is off. */
export const settled: readonly string[] = ['processing', 'rejected', 'expired', 'cancelled']

/** So many guest carts, which one shopper can order one by one. */
export function fillBaskets(
  platform: TestPlatform,
  count: number,
  lines: readonly Line[],
): Promise<Basket[]> {
  return mapInParallel(Array.from({ length: count }), () =>
    withRetries(async () => {
      const { status, body } = await platform.api<Basket>('PUT /cart', { body: { lines } })
      if (status >= 300) throw new Error(`cart: ${status}`)
      return body
    }),
  )
}

export type Buyer = {
  readonly shopper: Shopper
  readonly shippingOptionId: string
  readonly sku: string
}

/** Orders a guest cart, with the same key until there is an answer that means something. */
export async function orderBasket(
  platform: TestPlatform,
  { shopper, shippingOptionId }: Buyer,
  { cartId, cartToken }: Basket,
): Promise<string | undefined> {
  const key = newKey()
  const body = {
    ...{ cartId, shippingOptionId, shippingAddress: home, acceptTerms: true, locale: 'fr' },
    paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
  }
  return await withRetries(async () => {
    const asking = { token: shopper.token, key, body, headers: { 'cart-token': cartToken } }
    const answer = await platform.api<OrderBody & { code: string }>('POST /api/orders', asking)
    if (answer.status === 201) return answer.body.orderId
    if (answer.body.code === 'out_of_stock') return undefined
    throw toOrderError(answer)
  })
}

/** Orders all baskets at once; says how many are answered so far, and the ids in the end. */
export function orderAll(platform: TestPlatform, buyer: Buyer, baskets: readonly Basket[]) {
  let answered = 0
  const ordering = baskets.map(async (basket) => {
    const orderId = await orderBasket(platform, buyer, basket)
    answered += 1
    return orderId
  })
  return { answered: () => answered, ids: Promise.all(ordering) }
}

/** A buyer's orders, to be watched; baskets that were out of stock became none. */
export const trialsOf = (buyer: Buyer, orderIds: readonly (string | undefined)[]): Trial[] =>
  orderIds.flatMap((orderId) => (orderId ? [{ ...buyer, orderId }] : []))

/** A buyer of a new product, with a way to ship it. */
export async function newBuyer(platform: TestPlatform, stock: number): Promise<Buyer> {
  const sku = await platform.sellNew(stock)
  const { shopper, shippingOptionId } = await platform.prepare([{ sku, quantity: 1 }])
  return { shopper, shippingOptionId, sku }
}

/** Waits until all orders are settled; answers how many are in each state. */
export async function settle(
  platform: TestPlatform,
  trials: readonly Trial[],
  withinMs = 120_000,
  rest: readonly string[] = settled,
): Promise<Record<string, number>> {
  const open = new Map(trials.map((trial) => [trial.orderId, trial]))
  const counts: Record<string, number> = {}
  const look = async () => {
    await mapInParallel([...open.values()], async (trial) => {
      const { status } = await platform.read(trial)
      if (!rest.includes(status)) return
      open.delete(trial.orderId)
      counts[status] = (counts[status] ?? 0) + 1
    })
    return open.size
  }
  await eventually('all orders to be settled', look, (left) => left === 0, withinMs)
  return counts
}

export const countsText = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ')

/** What is wrong when not all of so many orders came to `processing`. */
export const lostOrders = (counts: Record<string, number>, orders: number): string[] =>
  counts['processing'] === orders ? [] : [`of ${orders} orders: ${countsText(counts)}`]
