import { mkdirSync, writeFileSync } from 'node:fs'
import { createApi } from '@comptoir/e2e/api'
import { startPlatform } from '@comptoir/e2e/platform'
import { chooseShipping, fillCart, place, register, sell, signIn } from '@comptoir/e2e/shopper'
import { layoutOf } from '@comptoir/tools/runner/layout'
import { readRun } from '@comptoir/tools/runner/run-file'
import { startBareWorkflow } from './bare-workflow.ts'
import { percentile, pssOf } from './memory.ts'

// Order placed → confirmed, timed by the client through the gateway, one at a time on the running platform, each
// beside one run of an empty five-activity workflow. `npm run bench:confirm -- 200`
const rounds = Number(process.argv[2] ?? 200)
const warmUp = 20

process.env.COMPTOIR_HOME ||= layoutOf().home
process.env.COMPTOIR_URL ||= 'running'
const platform = await startPlatform(0)
const api = createApi(platform.gatewayUrl)
const bare = await startBareWorkflow(platform.portOffset)

const staff = await signIn(api, platform.staff)
const sku = await sell(api, staff, { price: 1990, stock: 10 * rounds })
const shopper = await register(api)
const runId = Date.now().toString(36)
const orders: number[] = []
const workflows: number[] = []

for (let round = -warmUp; round < rounds; round++) {
  const order = await timeOrder()
  const workflow = await bare.run(`bare-${runId}-${round + warmUp}`)
  if (round < 0) continue
  orders.push(order)
  workflows.push(workflow)
  if (round % 20 === 0)
    console.log(`${round}/${rounds}  order ${order.toFixed(0)} ms, bare ${workflow.toFixed(0)} ms`)
}
await bare.stop()
report()

async function timeOrder(): Promise<number> {
  const cartId = await freshCart()
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const startedAt = performance.now()
  const { status, body } = await place(api, shopper, { cartId, shippingOptionId, wait: 20 })
  const took = performance.now() - startedAt
  if (status !== 201 || !['confirmed', 'processing'].includes(body.status)) {
    throw new Error(`not confirmed: ${status} ${JSON.stringify(body)}`)
  }
  return took
}

/** A cart is free again a moment after its order is confirmed: when carts has heard of it. */
async function freshCart(tries = 50): Promise<string> {
  try {
    return await fillCart(api, shopper, [{ sku, quantity: 1 }])
  } catch (error) {
    if (tries === 0) throw error
    await new Promise((done) => setTimeout(done, 20))
    return freshCart(tries - 1)
  }
}

function report(): void {
  const summary = (sample: number[]) => ({
    p50: round1(percentile(sample, 0.5)),
    p95: round1(percentile(sample, 0.95)),
    p99: round1(percentile(sample, 0.99)),
  })
  const result = {
    at: new Date().toISOString(),
    rounds,
    placedToConfirmedMs: summary(orders),
    bareWorkflowMs: summary(workflows),
    ratioP50: round1(percentile(orders, 0.5) / percentile(workflows, 0.5)),
    memoryMb: memory(),
  }
  mkdirSync('bench/results', { recursive: true })
  writeFileSync('bench/results/confirm.json', `${JSON.stringify(result, undefined, 2)}\n`)
  console.log(JSON.stringify(result, undefined, 2))
}

function memory() {
  const run = readRun()
  const sum = (group: string) => {
    const members = run?.processes.filter((process) => process.group === group) ?? []
    const kb = members.reduce((total, { pid }) => total + (pid ? pssOf(pid) : 0), 0)
    return Math.round(kb / 1024)
  }
  const [services, sidecars] = [sum('service'), sum('sidecar')]
  return { services, sidecars, together: services + sidecars }
}

function round1(value: number): number {
  return Math.round(value * 10) / 10
}
