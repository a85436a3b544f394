import { appIds } from '@comptoir/contracts/topology'
import { kubectl } from '@comptoir/tools/cluster/programs'
import {
  fillBaskets,
  lostOrders,
  newBuyer,
  orderBasket,
  settle,
  trialsOf,
} from '../../faults/kit/buyers.ts'
import { checkAll } from '../../faults/kit/check.ts'
import type { Outcome } from '../../faults/kit/drill.ts'
import type { TestPlatform } from '../../faults/kit/test-platform.ts'
import { allReady, cluster } from '../kit/pods.ts'
import { startLoad } from './steady-requests.ts'

const orders = 20
/** No request may fail. That all wait for so long is the start of pods on as many cores as this cluster has: 979 ms were measured on two. */
const longestOutageMs = 2_000

/**
 * CPU that each service requests here. Two cores have no room for a second pod of all services then: new pods wait for old ones, and
 * start in waves. With the 20m of values-kind.yaml all started at once, and requests took up to 10 s.
 */
const requestsOfAnUpgrade = '80m'
const requestsOfKind = '20m'

/** Replaces every pod of ours while orders run and requests come: nobody notices. */
export async function rollEverything(platform: TestPlatform): Promise<Outcome> {
  await request(requestsOfAnUpgrade)
  try {
    return await rollUnderLoad(platform)
  } finally {
    await request(requestsOfKind)
  }
}

async function request(cpu: string): Promise<void> {
  await kubectl(cluster, ['set', 'resources', 'deployment', ...appIds, `--requests=cpu=${cpu}`])
  await allReady()
}

async function rollUnderLoad(platform: TestPlatform): Promise<Outcome> {
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, orders, [{ sku: buyer.sku, quantity: 1 }])
  const { token } = buyer.shopper
  const load = startLoad(
    platform.api,
    [
      { operation: 'GET /api/products?limit=5' },
      { operation: 'GET /api/orders', token },
      { operation: 'PUT /cart', body: { lines: [{ sku: buyer.sku, quantity: 1 }] } },
    ],
    10,
  )
  const selector = 'app.kubernetes.io/part-of=comptoir'
  await kubectl(cluster, ['rollout', 'restart', 'deployment', '-l', selector])
  const ids = await Promise.all(baskets.map((basket) => orderBasket(platform, buyer, basket)))
  await allReady()
  const { requests, failures, longestGapMs, longestGap, slowestMs, stalledMs } = await load.stop()
  const counts = await settle(platform, trialsOf(buyer, ids))
  const broke = [
    ...Object.entries(failures).map(([what, count]) => `${what}: ${count} times`),
    ...(longestGapMs > longestOutageMs
      ? [`no answer for ${Math.round(longestGapMs)} ms at ${longestGap}`]
      : []),
    ...lostOrders(counts, orders),
    ...(await checkAll(platform)),
  ]
  const [gap, slowest, stalled] = [longestGapMs, slowestMs, stalledMs].map(Math.round)
  const note = `${requests} requests, longest gap ${gap} ms, slowest ${slowest} ms, this process stood still for ${stalled} ms`
  return { broke, note }
}
