import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { HistoryEntry, Order } from '@comptoir/contracts/orders/view'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import {
  addCoupon,
  mergeCart,
  placeOrder,
  quoteCart,
  registerShopper,
  type Shopper,
  watchUntilDelivered,
} from '../shop/demo-shopper.ts'
import { newTrace, type ShopAnswer, type ShopApi, unless } from '../shop/shop-api.ts'
import { priceOf, print, step, timed } from './telling.ts'

/** Where a story takes place: the shop, and the cart that a visitor filled. */
export type Scene = {
  readonly shop: ShopApi
  readonly gatewayUrl: string
  readonly cart: Parameters<typeof mergeCart>[2]
  readonly sku: string
  readonly quantity: number
  /** A promotion code for the cart. */
  readonly code: string
}

type Method = Parameters<typeof placeOrder>[3]
export type Purchase = { readonly shopper: Shopper; readonly orderId: string }

const deliveredWithinMs = 300_000

/** Registers, brings the cart into the account, and orders it. */
export async function buy({ shop, cart: guest, code }: Scene, method?: Method): Promise<Purchase> {
  const { answer, shopper } = await timed(() => registerShopper(shop), 'register')
  print(`${shopper.email}, trace ${answer.traceId}`)
  const cart = await step('merge the cart', () => mergeCart(shop, shopper, guest))
  await redeem(shop, shopper, cart.cartId, code)
  const quote = await step('quote delivery to Lyon', () => quoteCart(shop, shopper, cart.cartId))
  const option = quote.shippingOptions.find((one) => one.optionId === quote.shippingOptionId)
  print(`${option?.name.fr ?? quote.shippingOptionId}: ${priceOf(quote.totals.grandTotal)} in all`)
  const order = await step('order', () => placeOrder(shop, shopper, quote, method))
  print(`order ${order.number} is ${order.status}`)
  return { shopper, orderId: order.orderId }
}

/** Puts a promotion code on the cart. A shop that has no such code, or whose cart is not for it, sells all the same. */
async function redeem(shop: ShopApi, shopper: Shopper, cartId: string, code: string) {
  const withCode = () => addCoupon(shop, shopper, cartId, code).catch(unless('code_refused'))
  const answer = await timed(withCode, `put the code ${code} on the cart`)
  if (answer === undefined) return print('there is no such code here')
  for (const { name, amount } of answer.body.promotions ?? [])
    print(`${name.fr ?? name.en}: −${priceOf(amount)}`)
  for (const { message } of answer.body.rejectedCodes ?? []) print(message.fr ?? message.en ?? '')
}

/** Watches the order live until it is delivered; answers it as it is then. */
export async function watch(
  { shop, gatewayUrl }: Pick<Scene, 'shop' | 'gatewayUrl'>,
  { shopper, orderId }: Purchase,
): Promise<Order> {
  const { traceparent, traceId } = newTrace()
  const watching = { gatewayUrl, shopper, orderId, traceparent, withinMs: deliveredWithinMs }
  const onEntry = ({ at, type, status, detail }: HistoryEntry) =>
    print(`${at.slice(11, 23)} ${type} → ${status}${detail ? ` (${detail})` : ''}`)
  await timed(() => watchUntilDelivered(watching, onEntry), 'watch the parcel')
  print(`trace ${traceId}`)
  return await step('read the order', () => readOrder(shop, { shopper, orderId }))
}

export const readOrder = (shop: ShopApi, { shopper, orderId }: Purchase) =>
  shop<Order>(`GET /api/orders/${orderId}`, { token: shopper.token })

/** Saves papers of an order as PDF files, by their names. */
export async function savePapers(
  { number }: Pick<Order, 'number'>,
  papers: Readonly<Record<string, () => Promise<ShopAnswer<unknown>>>>,
): Promise<void> {
  for (const [name, ask] of Object.entries(papers))
    await step(`save the ${name}`, () => saveFile(ask, join(number, `${name}.pdf`)))
}

/** Saves what the shop answers as a file among those of the stories. */
export async function saveFile(ask: () => Promise<ShopAnswer<unknown>>, name: string) {
  const file = join(layoutOf(checkout).home, 'demo', name)
  mkdirSync(dirname(file), { recursive: true })
  const answer = await ask()
  writeFileSync(file, answer.bytes)
  print(`${file}, ${answer.bytes.length} bytes`)
  return answer
}
