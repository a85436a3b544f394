import { type ProgramUsage, readUsage, totalUsage, type Usage } from '@comptoir/tools/cluster/usage'
import {
  fillBaskets,
  lostOrders,
  newBuyer,
  orderBasket,
  settle,
  trialsOf,
} from '../../faults/kit/buyers.ts'
import { checkAll } from '../../faults/kit/check.ts'
import { callSteadily } from '../../faults/kit/steady-calls.ts'
import { pause, type TestPlatform } from '../../faults/kit/test-platform.ts'
import { allReady, cluster } from '../kit/pods.ts'

const idleMs = 60_000
const ordersPerSecond = 2
const orders = 120
/** The kubelet measures every ten seconds or so. */
const measuredAfterMs = 15_000

/** What each program uses when nobody buys, and for an order: the figures that a cluster is sized by. */
export async function measureSizes(platform: TestPlatform) {
  await allReady()
  await pause(measuredAfterMs)
  const atFirst = await readUsage(cluster)
  await pause(idleMs)
  const idle = since(atFirst, await readUsage(cluster), idleMs / 1_000)
  const buyer = await newBuyer(platform, orders)
  const baskets = await fillBaskets(platform, orders, [{ sku: buyer.sku, quantity: 1 }])
  await pause(measuredAfterMs)
  const before = await readUsage(cluster)
  const startedAt = performance.now()
  const remaining = baskets.values()
  const placing = callSteadily(1_000 / ordersPerSecond, async () => {
    const { value } = remaining.next()
    return value && (await orderBasket(platform, buyer, value))
  })
  await pause((orders / ordersPerSecond + 1) * 1_000)
  const ids = (await placing.stop()).flatMap(({ answer }) => answer ?? [])
  const counts = await settle(platform, trialsOf(buyer, ids))
  await pause(measuredAfterMs)
  const after = await readUsage(cluster)
  const seconds = (performance.now() - startedAt) / 1_000
  // without what the shop would have used anyway
  const perOrder = since(before, after, orders).map(({ program, app, sidecar }) => {
    const idled = idle.find((row) => row.program === program)
    const without = (usage: Usage, idling?: Usage) => ({
      memory: usage.memory,
      cpu: usage.cpu - ((idling?.cpu ?? 0) * seconds) / orders,
    })
    return { program, app: without(app, idled?.app), sidecar: without(sidecar, idled?.sidecar) }
  })
  print(idle, perOrder)
  return {
    broke: [...lostOrders(counts, orders), ...(await checkAll(platform))],
    note:
      `idle ${totalUsage(idle).cpu.toFixed(0)} ms of CPU a second, ` +
      `${totalUsage(perOrder).cpu.toFixed(0)} ms an order, ${totalUsage(after).memory} MiB`,
  }
}

/** CPU time used between two readings, for each of so many seconds or orders; memory as it is. */
function since(
  before: readonly ProgramUsage[],
  after: readonly ProgramUsage[],
  parts: number,
): ProgramUsage[] {
  const each = (now: Usage, then?: Usage) => ({
    memory: now.memory,
    cpu: (now.cpu - (then?.cpu ?? 0)) / parts,
  })
  return after.map(({ program, app, sidecar }) => {
    const then = before.find((row) => row.program === program)
    return { program, app: each(app, then?.app), sidecar: each(sidecar, then?.sidecar) }
  })
}

function print(idle: readonly ProgramUsage[], perOrder: readonly ProgramUsage[]): void {
  console.log('program               idle, ms of CPU a second   an order, ms of CPU   MiB')
  console.log(
    '                        app  sidecar              app  sidecar          app  sidecar',
  )
  for (const { program, app, sidecar } of perOrder) {
    const before = idle.find((row) => row.program === program)
    const figures = [before?.app.cpu ?? 0, before?.sidecar.cpu ?? 0, app.cpu, sidecar.cpu]
    const memory = [app.memory, sidecar.memory]
    const text = [...figures.map((cpu) => cpu.toFixed(1)), ...memory.map(String)]
    console.log(`${program.padEnd(20)}${text.map((figure) => figure.padStart(10)).join('')}`)
  }
}
