import type { Api } from '@comptoir/e2e/api'
import { fillCart, sell } from '@comptoir/e2e/shopper'
import type { BareWorkflow } from './bare-workflow.ts'
import { createSender, run } from './measuring/load.ts'
import { type Idle, measure, measureEach, type Row, summary } from './measuring/measure.ts'
import type { Measured } from './measuring/processes.ts'
import { orderCart, type ReadyCart, readyCart, registerSome } from './shoppers.ts'

export type OrderBench = {
  readonly api: Api
  readonly url: string
  readonly staff: string
  readonly processes: readonly Measured[]
  readonly idle: Idle
  readonly seconds: number
}

/** How many checkouts, and empty workflows, at each concurrency; so many seconds at most. */
const loads = [
  { concurrency: 1, operations: 200 },
  { concurrency: 8, operations: 160 },
  { concurrency: 32, operations: 256 },
]
const secondsOf = (bench: { seconds: number }) => bench.seconds * 12
/** Each worker has so many shoppers, in turn: a cart is free again a moment after its order is confirmed. */
const shoppersEach = 3
const mostWorkers = 32
const stock = 1_000_000

/** A line of a cart that its shopper changes. */
export async function benchCart(bench: OrderBench): Promise<Row[]> {
  const { api, staff, url } = bench
  const sku = await sell(api, staff, { price: 1990, stock })
  const shoppers = await registerSome(api, mostWorkers)
  const carts = await Promise.all(
    shoppers.map((shopper) => fillCart(api, shopper, [{ sku, quantity: 1 }])),
  )
  const asks = carts.map((cartId, worker) => ({
    url: new URL(`/carts/${cartId}/lines/${sku}`, url),
    method: 'PATCH',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${shoppers[worker]?.token}`,
    },
  }))
  const sender = createSender()
  const turns = asks.map(() => 0)
  const operation = async (_: number, worker: number) => {
    const turn = (turns[worker] ?? 0) + 1
    turns[worker] = turn
    const ask = asks[worker]
    if (!ask) throw new Error('no cart')
    await sender.send({ ...ask, body: JSON.stringify({ quantity: 1 + (turn % 9) }) })
    return undefined
  }
  await run(operation, { concurrency: 8, seconds: 3 })
  const own = loads.map(({ concurrency }) => ({ concurrency, seconds: bench.seconds }))
  const name = 'cart line, gateway'
  const rows = await measureEach({ ...bench, name, operation, ...settled }, own)
  sender.close()
  return rows
}

const settled = { settles: true, warmUpSeconds: 2 }

/** A whole checkout (cart, quote, order) until it is confirmed; then its part from the order on. */
export async function benchCheckout(bench: OrderBench): Promise<Row[]> {
  const { api, staff } = bench
  const sku = await sell(api, staff, { price: 1990, stock })
  const shoppers = await registerSome(api, mostWorkers * shoppersEach)
  const nextOf = turnsOver(shoppers)
  const checkOut = async (worker: number) =>
    await orderCart(api, await readyCart(api, nextOf(worker), sku))
  const warmUp = { concurrency: 8, seconds: secondsOf(bench) / 4 }
  await run(async (_, worker) => await checkOut(worker), warmUp)
  const rows: Row[] = []
  for (const load of loads) {
    const placed: number[] = []
    const operation = async (_: number, worker: number) => {
      placed.push(await checkOut(worker))
      return undefined
    }
    const name = 'checkout (cart, quote, order to confirmed), gateway'
    const checkouts = { ...bench, name, operation, ...settled }
    const whole = await measure(checkouts, { ...load, seconds: secondsOf(bench) })
    rows.push(whole, orderPart(whole, placed))
  }
  const carts = await Promise.all(shoppers.map((shopper) => readyCart(api, shopper, sku)))
  rows.push(await benchReadyCarts(bench, carts))
  return rows
}

/** Orders of carts that are ready, 32 at once: the saga alone, beside the empty workflow. */
async function benchReadyCarts(bench: OrderBench, carts: readonly ReadyCart[]): Promise<Row> {
  const operation = async (n: number) => {
    const cart = carts[n]
    if (!cart) throw new Error('no cart')
    return await orderCart(bench.api, cart)
  }
  const name = 'order of a ready cart, gateway'
  return await measure(
    { ...bench, name, operation, settles: true, warmUpSeconds: 0 },
    { concurrency: mostWorkers, operations: carts.length },
  )
}

/** Each worker's shoppers one after the other. */
function turnsOver<T>(shoppers: readonly T[]): (worker: number) => T {
  const turns = new Map<number, number>()
  return (worker) => {
    const turn = turns.get(worker) ?? 0
    turns.set(worker, turn + 1)
    const shopper = shoppers[worker * shoppersEach + (turn % shoppersEach)]
    if (shopper === undefined) throw new Error('no shopper')
    return shopper
  }
}

function orderPart(whole: Row, placed: readonly number[]): Row {
  const { concurrency, perSecond, errors } = whole
  const times = placed.slice(-whole.operations)
  return { name: 'placed to confirmed, gateway', concurrency, perSecond, errors, ...summary(times) }
}

/** An empty workflow of five activities, on a sidecar of its own. */
export async function benchBareWorkflow(bare: BareWorkflow, seconds: number): Promise<Row[]> {
  const runId = Date.now().toString(36)
  let count = 0
  const operation = async () => await bare.run(`bare-${runId}-${count++}`)
  await run(operation, { concurrency: 8, seconds: 3 })
  const name = 'limit: empty five-activity workflow'
  const own = loads.map((load) => ({ ...load, seconds: secondsOf({ seconds }) }))
  return await measureEach({ name, operation, processes: [], idle: new Map() }, own)
}
