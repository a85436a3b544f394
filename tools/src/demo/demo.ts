import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Money } from '@comptoir/contracts/common'
import type { HistoryEntry, Order } from '@comptoir/contracts/orders/view'
import { formatMoney } from '@comptoir/money'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import {
  addCoupon,
  fillGuestCart,
  mergeCart,
  placeOrder,
  quoteCart,
  registerShopper,
  type Shopper,
  searchStock,
  variantInStock,
  watchUntilDelivered,
} from '../shop/demo-shopper.ts'
import { findShop, findStaff } from '../shop/running-shop.ts'
import {
  createShopApi,
  newTrace,
  type ShopAnswer,
  type ShopApi,
  ShopProblem,
} from '../shop/shop-api.ts'
import { asStaff } from '../shop/staff-session.ts'
import { tellGuestStory } from './guest-story.ts'

const codeHelp = 'a promotion code for the cart; default: WELCOME10, of the demo shop'
const queryHelp = 'what the shopper looks for; default: "mug bleu"'
const storyHelp =
  'shopper (default), or guest: orders without an account, and finds the order again'
const command = {
  run: 'npm run demo --',
  summary: 'Buys something as a shopper would, and shows each step until the parcel is delivered.',
  options: {
    query: { type: 'string', value: 'WORDS', default: 'mug bleu', help: queryHelp },
    sku: { type: 'string', value: 'SKU', help: 'what the shopper buys, whatever the search found' },
    quantity: { type: 'string', value: 'N', default: '2', help: 'how many; default: 2' },
    story: { type: 'string', value: 'STORY', default: 'shopper', help: storyHelp },
    code: { type: 'string', value: 'CODE', default: 'WELCOME10', help: codeHelp },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: ['npm run demo', 'npm run demo -- --query "lampe" --quantity 1'],
  exitCodes: { 1: 'the shop does not answer, or a step failed' },
} as const

const startedAt = performance.now()
const deliveredWithinMs = 300_000

function readOptions() {
  const { values } = readCommandLine(command)
  const quantity = Number(values.quantity)
  if (!Number.isInteger(quantity) || quantity < 1)
    throw usageError(command, `--quantity takes a whole number, not "${values.quantity}"`)
  if (values.story !== 'shopper' && values.story !== 'guest')
    throw usageError(command, `--story takes shopper or guest, not "${values.story}"`)
  return { ...values, quantity }
}

async function main(): Promise<undefined> {
  const options = readOptions()
  const gatewayUrl = findShop(options.url)
  const shop = createShopApi(gatewayUrl)
  const sku = await choose(shop, options)
  const guest = await step('fill a guest cart', () =>
    fillGuestCart(shop, [{ sku, quantity: options.quantity }]),
  )
  print(`cart ${guest.cartId.slice(0, 8)}…, ${priceOf(guest.totals.itemsSubtotal)}`)
  if (options.story === 'guest') return await tellGuestStory({ shop, step, print }, guest)
  const { shopper, orderId } = await buy(shop, guest, options.code)
  const trace = newTrace()
  const { traceparent } = trace
  const watching = { gatewayUrl, shopper, orderId, traceparent, withinMs: deliveredWithinMs }
  const onEntry = ({ at, type, status, detail }: HistoryEntry) =>
    print(`${at.slice(11, 23)} ${type} → ${status}${detail ? ` (${detail})` : ''}`)
  await timed(() => watchUntilDelivered(watching, onEntry), 'watch the parcel')
  print(`trace ${trace.traceId}`)
  const order = await step('read the order', () =>
    shop<Order>(`GET /api/orders/${orderId}`, { token: shopper.token }),
  )
  await savePapers(shop, shopper, order)
  console.log(`\nDelivered: order ${order.number}, ${seconds(startedAt)} after the start.`)
}

/** Searches, and takes what is in stock: what was found first, or the SKU asked for. */
async function choose(shop: ShopApi, options: { query: string; sku?: string | undefined }) {
  const { query } = options
  const page = await step(`search "${query}"`, () => searchStock(shop, query))
  for (const { title, price } of page.items) print(`${title.fr ?? title.en}, ${priceOf(price)}`)
  if (options.sku !== undefined) return options.sku
  const [first] = page.items
  if (!first) throw new UserError(`nothing in stock for "${query}": try --query, or --sku`)
  return await variantInStock(shop, first)
}

async function buy(shop: ShopApi, guest: Parameters<typeof mergeCart>[2], code: string) {
  const { answer, shopper } = await timed(() => registerShopper(shop), 'register')
  print(`${shopper.email}, trace ${answer.traceId}`)
  const cart = await step('merge the cart', () => mergeCart(shop, shopper, guest))
  await redeem(shop, shopper, cart.cartId, code)
  const quote = await step('quote delivery to Lyon', () => quoteCart(shop, shopper, cart.cartId))
  const option = quote.shippingOptions.find((one) => one.optionId === quote.shippingOptionId)
  print(`${option?.name.fr ?? quote.shippingOptionId}: ${priceOf(quote.totals.grandTotal)} in all`)
  const order = await step('order', () => placeOrder(shop, shopper, quote))
  print(`order ${order.number} is ${order.status}`)
  return { shopper, orderId: order.orderId }
}

/** Puts a promotion code on the cart. A shop that has no such code, or whose cart is not for it, sells all the same. */
async function redeem(shop: ShopApi, shopper: Shopper, cartId: string, code: string) {
  const withCode = () => addCoupon(shop, shopper, cartId, code).catch(refusedCode)
  const answer = await timed(withCode, `put the code ${code} on the cart`)
  if (answer === undefined) return print('there is no such code here')
  for (const { name, amount } of answer.body.promotions ?? [])
    print(`${name.fr ?? name.en}: −${priceOf(amount)}`)
  for (const { message } of answer.body.rejectedCodes ?? []) print(message.fr ?? message.en ?? '')
}

function refusedCode(error: unknown): undefined {
  if (error instanceof ShopProblem && error.code === 'code_refused') return undefined
  throw error
}

/** Saves the invoice, and the label of the parcel as staff. */
async function savePapers(shop: ShopApi, shopper: Shopper, order: Order): Promise<void> {
  const folder = join(layoutOf(checkout).home, 'demo', order.number)
  mkdirSync(folder, { recursive: true })
  const save = (name: string, ask: () => Promise<ShopAnswer<unknown>>) =>
    step(`save the ${name}`, () => saveFile(ask, join(folder, `${name}.pdf`)))
  const { token } = shopper
  await save('invoice', () => shop(`GET /api/invoices/${order.invoice.invoiceId}/pdf`, { token }))
  const staff = asStaff(shop, findStaff())
  for (const { shipmentId } of order.parcels.slice(0, 1)) {
    await save('label', () => staff(`GET /api/shipments/${shipmentId}/label`))
  }
}

async function saveFile(ask: () => Promise<ShopAnswer<unknown>>, file: string) {
  const answer = await ask()
  writeFileSync(file, answer.bytes)
  print(`${file}, ${answer.bytes.length} bytes`)
  return answer
}

/** Does a step of the journey by one request; prints how long it took and its trace. */
async function step<T>(name: string, run: () => Promise<ShopAnswer<T>>): Promise<T> {
  const answer = await timed(run, name)
  print(`trace ${answer.traceId}`)
  return answer.body
}

async function timed<T>(run: () => Promise<T>, name: string): Promise<T> {
  const since = performance.now()
  console.log(`\n${name}`)
  try {
    const result = await run()
    print(`took ${seconds(since)}`)
    return result
  } catch (error) {
    throw error instanceof ShopProblem ? new UserError(error.message) : error
  }
}

const print = (text: string) => console.log(`  ${text}`)
const priceOf = (amount: Money) => formatMoney(amount, 'fr')
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(2)} s`

await runCommand(main)
