import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '@comptoir/e2e/api'
import {
  chooseShipping,
  fillCart,
  place,
  register,
  type Shopper,
  sell,
} from '@comptoir/e2e/shopper'
import type { BareWorkflow } from './bare-workflow.ts'
import { type Idle, measure, type Row, summary } from './measure.ts'
import type { Measured } from './processes.ts'

export type OrderBench = {
  readonly api: Api
  readonly staff: string
  readonly processes: readonly Measured[]
  readonly idle: Idle
  readonly seconds: number
}

const loads = [
  { concurrency: 1, operations: 60 },
  { concurrency: 8, operations: 120 },
  { concurrency: 32, operations: 200 },
]
/** Each worker has so many shoppers, in turn: a cart is free again a moment after its order is confirmed. */
const shoppersEach = 3
const mostWorkers = 32
const longestRunSeconds = 20

/** A line of a cart that its shopper changes. */
export async function benchCart(bench: OrderBench): Promise<Row[]> {
  const { api, staff } = bench
  const sku = await sell(api, staff, { price: 1990, stock: 1_000_000 })
  const shoppers = await registerSome(api, mostWorkers)
  const carts = await Promise.all(
    shoppers.map((shopper) => fillCart(api, shopper, [{ sku, quantity: 1 }])),
  )
  const operation = async (n: number, worker: number) => {
    const path = `/carts/${carts[worker]}/lines/${sku}`
    const asking = { token: shoppers[worker]?.token, body: { quantity: 1 + (n % 9) } }
    const { status, body } = await api(`PATCH ${path}`, asking)
    if (status >= 300) throw new Error(JSON.stringify(body))
    return undefined
  }
  const rows: Row[] = []
  for (const { concurrency } of loads) {
    const load = { concurrency, seconds: bench.seconds }
    rows.push(await measure({ ...bench, name: 'cart line, gateway', operation }, load))
  }
  return rows
}

/** A whole checkout (cart, quote, order) until it is confirmed; then its part from the order on. */
export async function benchCheckout(bench: OrderBench): Promise<Row[]> {
  const { api, staff } = bench
  const sku = await sell(api, staff, { price: 1990, stock: 1_000_000 })
  const shoppers = await registerSome(api, mostWorkers * shoppersEach)
  const turns = shoppers.map(() => 0)
  const checkOut = async (worker: number) => {
    const turn = turns[worker] ?? 0
    turns[worker] = turn + 1
    const shopper = shoppers[worker * shoppersEach + (turn % shoppersEach)]
    if (!shopper) throw new Error('no shopper')
    return await checkOutOnce(api, shopper, sku)
  }
  const rows: Row[] = []
  for (const load of loads) {
    const placed: number[] = []
    const operation = async (_: number, worker: number) => {
      placed.push(await checkOut(worker))
      return undefined
    }
    const name = 'checkout (cart, quote, order to confirmed), gateway'
    const options = { ...bench, name, operation, settleMs: 2_000 }
    rows.push(await measure(options, { ...load, seconds: longestRunSeconds }))
    rows.push(orderPart(rows.at(-1), placed))
  }
  return rows
}

/** Answers how long the order took from placing to confirmed. */
async function checkOutOnce(api: Api, shopper: Shopper, sku: string): Promise<number> {
  const cartId = await freshCart(api, shopper, sku)
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const startedAt = performance.now()
  const { status, body } = await place(api, shopper, { cartId, shippingOptionId, wait: 30 })
  if (status !== 201 || !['confirmed', 'processing'].includes(body.status)) {
    throw new Error(`not confirmed: ${status} ${JSON.stringify(body)}`)
  }
  return performance.now() - startedAt
}

async function freshCart(api: Api, shopper: Shopper, sku: string, tries = 100): Promise<string> {
  try {
    return await fillCart(api, shopper, [{ sku, quantity: 1 }])
  } catch (error) {
    if (tries === 0) throw error
    await sleep(20)
    return freshCart(api, shopper, sku, tries - 1)
  }
}

function orderPart(whole: Row | undefined, placed: number[]): Row {
  if (!whole) throw new Error('nothing was measured')
  const { concurrency, perSecond, errors } = whole
  const times = placed.slice(-whole.operations)
  return { name: 'placed to confirmed, gateway', concurrency, perSecond, errors, ...summary(times) }
}

/** An empty workflow of five activities, on a sidecar of its own. */
export async function benchBareWorkflow(bare: BareWorkflow): Promise<Row[]> {
  const runId = Date.now().toString(36)
  let count = 0
  const operation = async () => await bare.run(`bare-${runId}-${count++}`)
  const rows: Row[] = []
  for (const load of loads) {
    const bench = { name: 'limit: empty five-activity workflow', operation, processes: [] }
    rows.push(await measure({ ...bench, idle: new Map() }, load))
  }
  return rows
}

async function registerSome(api: Api, count: number): Promise<Shopper[]> {
  const shoppers: Shopper[] = []
  while (shoppers.length < count) {
    const some = Array.from({ length: Math.min(8, count - shoppers.length) }, () => register(api))
    shoppers.push(...(await Promise.all(some)))
  }
  return shoppers
}
