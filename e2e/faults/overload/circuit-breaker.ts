import { invoiceIdOf } from '@comptoir/contracts/ids'
import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { eventually } from '../../src/api.ts'
import {
  type Basket,
  type Buyer,
  countsText,
  fillBaskets,
  newBuyer,
  orderBasket,
  settle,
  trialsOf,
} from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { type Call, callSteadily } from '../kit/steady-calls.ts'
import { pause, type TestPlatform, withRetries } from '../kit/test-platform.ts'

type InvoiceCall = Call<number>
type Times = { readonly read: number; readonly order: number }

const everyMs = 100
const ordersEach = 8
const readsEach = 40
/** A call that waits for a frozen service takes this long at least. */
const slowMs = 1_000
const refusedWithinMs = 100
const closesWithinMs = 5_000
/** At least so long the circuit stays open, to judge the calls that it refuses. */
const openForMs = 2_000
const mostTimesAsLong = 2
/** What a median varies by on a busy machine. */
const leewayMs = 50

/**
 * Freezes billing, so that it takes connections and answers nobody. Calls to it are slow at first, then its circuit
 * opens and they are refused at once; the rest of the shop stays as fast as before. It closes soon after the thaw.
 */
export async function freezeBilling(platform: TestPlatform, frozenMs: number): Promise<Outcome> {
  await platform.processes.allReady()
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, 3 * ordersEach + 1, [{ sku: buyer.sku, quantity: 1 }])
  const shop = shopOf(platform, buyer, baskets)
  const invoices = callSteadily(everyMs, await invoiceCall(platform, buyer, shop.orderOne))
  const calm = await shop.timeOthers()
  const times: Times[] = []
  const frozenAt = performance.now()
  let openAt = 0
  await platform.processes.freeze('billing', async () => {
    const opening = circuitIsOpen(platform, true).then(() => {
      openAt = performance.now()
    })
    times.push(await shop.timeOthers())
    await opening
    times.push(await shop.timeOthers())
    await pause(Math.max(openForMs, frozenAt + frozenMs - performance.now()))
  })
  const thawedAt = performance.now()
  await circuitIsOpen(platform, false)
  const closedAfterMs = performance.now() - thawedAt
  // some calls of a shop that is well again
  await pause(1_000)
  const calls = await invoices.stop()
  const trials = trialsOf(buyer, shop.ids)
  const counts = await settle(platform, trials)
  const moments = { frozenAt, openAt, thawedAt, closedAfterMs }
  const seen = judgeCalls(calls, moments)
  return {
    broke: [
      ...seen.broke,
      ...times.flatMap((one) => judgeOthers(calm, one)),
      ...(counts['processing'] === trials.length ? [] : [`orders: ${countsText(counts)}`]),
      ...(await checkAll(platform)),
    ],
    note: `${seen.note}; ${times.map((one) => ratioText(calm, one)).join(', ')}`,
  }
}

type Moments = {
  readonly frozenAt: number
  readonly openAt: number
  readonly thawedAt: number
  readonly closedAfterMs: number
}

function judgeCalls(calls: readonly InvoiceCall[], moments: Moments): Outcome {
  const { frozenAt, openAt, thawedAt, closedAfterMs } = moments
  const within = (from: number, to: number) =>
    calls.filter(({ startedAt }) => startedAt > from && startedAt < to)
  const slow = within(frozenAt, openAt).filter(({ ms }) => ms > slowMs)
  const refused = within(openAt, thawedAt)
  const others = refused.filter(({ answer }) => answer !== 503)
  const p95 = Math.round(percentile(refused, 0.95))
  // on a machine that is busy, no longer than what an invoice took before
  const longestMs = Math.max(refusedWithinMs, percentile(within(0, frozenAt), 0.95))
  const after = within(thawedAt + closedAfterMs, Number.POSITIVE_INFINITY)
  const openedAfterMs = Math.round(openAt - frozenAt)
  return {
    broke: [
      ...(slow.length > 0 ? [] : ['no call waited: billing was not frozen']),
      ...(refused.length >= 10 ? [] : [`only ${refused.length} calls while the circuit was open`]),
      ...(others.length === 0 ? [] : [`answered ${others[0]?.answer} while the circuit was open`]),
      ...(p95 <= longestMs ? [] : [`refused after ${p95} ms (p95)`]),
      ...(closedAfterMs <= closesWithinMs ? [] : [`open for ${closedAfterMs} ms after the thaw`]),
      ...(after.every(({ answer }) => answer === 200) ? [] : ['invoices fail after the thaw']),
    ],
    note:
      `open after ${openedAfterMs} ms, refused in ${p95} ms (p95 of ${refused.length}), ` +
      `closed ${Math.round(closedAfterMs)} ms after the thaw`,
  }
}

function judgeOthers(calm: Times, now: Times): string[] {
  const isSlow = (what: keyof Times) => now[what] > mostTimesAsLong * calm[what] + leewayMs
  return (['read', 'order'] as const).flatMap((what) =>
    isSlow(what) ? [`an ${what} takes ${now[what]} ms, ${calm[what]} before`] : [],
  )
}

const ratioText = (calm: Times, now: Times) =>
  `reads × ${(now.read / calm.read).toFixed(1)}, orders × ${(now.order / calm.order).toFixed(1)}`

function percentile(calls: readonly Pick<InvoiceCall, 'ms'>[], share: number): number {
  const sorted = calls.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY
}

/** What goes on beside invoices: reads of the catalogue that no memory answers, and orders. */
function shopOf(platform: TestPlatform, buyer: Buyer, baskets: readonly Basket[]) {
  const left = [...baskets]
  const ids: string[] = []
  let reads = 0
  const orderOne = async () => {
    const basket = left.pop()
    const orderId = basket && (await orderBasket(platform, buyer, basket))
    if (!orderId) throw new Error('not ordered')
    ids.push(orderId)
    return orderId
  }
  const readOne = async () => {
    const { status } = await platform.api(`GET /api/products?q=frozen${Date.now()}${reads++}`)
    if (status !== 200) throw new Error(`products: ${status}`)
  }
  async function timeOthers(): Promise<Times> {
    const [read, order] = await Promise.all([
      median(readsEach, readOne),
      median(ordersEach, orderOne),
    ])
    return { read, order }
  }
  return { ids, orderOne, timeOthers }
}

/** The median time of something that is done so often, one by one. */
async function median(times: number, run: () => Promise<unknown>): Promise<number> {
  const done = await mapInParallel(Array.from({ length: times }), () => timed(run), 1)
  return Math.round(
    percentile(
      done.map((ms) => ({ ms })),
      0.5,
    ),
  )
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

/** A call for the invoice of an order, which answers its status. */
async function invoiceCall(
  platform: TestPlatform,
  { shopper, sku }: Buyer,
  order: () => Promise<string>,
) {
  const orderId = await order()
  await platform.reach({ shopper, sku, orderId }, ['processing'])
  const asking = { token: shopper.token }
  const operation = `GET /api/invoices/${invoiceIdOf(orderId)}`
  return () =>
    platform.api(operation, asking).then(
      ({ status }) => status,
      () => 0,
    )
}

/** Waits until the gateway says of itself that it does not ask billing, or that it does. */
async function circuitIsOpen({ address }: TestPlatform, isOpen: boolean): Promise<void> {
  const metric = /^comptoir_circuit_open\{target="billing"\} 1$/m
  const look = () =>
    withRetries(async () =>
      metric.test(await (await fetch(`${address.gatewayUrl}/metrics`)).text()),
    )
  await eventually('the circuit of billing', look, (found) => found === isOpen, 30_000)
}
