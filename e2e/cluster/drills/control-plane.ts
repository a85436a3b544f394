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
import { pause, type TestPlatform } from '../../faults/kit/test-platform.ts'
import { allReady, cluster } from '../kit/pods.ts'

const orders = 20
const dapr = { ...cluster, namespace: process.env['DAPR_NAMESPACE'] ?? 'dapr-system' }

/** Every pod of Dapr's control plane is replaced while orders run. */
export async function restartControlPlane(platform: TestPlatform) {
  await allReady()
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, orders, [{ sku: buyer.sku, quantity: 1 }])
  const first = baskets.slice(0, orders / 2).map((basket) => orderBasket(platform, buyer, basket))
  await kubectl(dapr, ['delete', 'pods', '--all', '--wait=false'])
  await pause(2_000)
  const second = baskets.slice(orders / 2).map((basket) => orderBasket(platform, buyer, basket))
  const ids = await Promise.all([...first, ...second])
  const startedAt = performance.now()
  const counts = await settle(platform, trialsOf(buyer, ids))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  await kubectl(dapr, ['wait', '--for=condition=Ready', 'pods', '--all', '--timeout=180s'])
  const lost = lostOrders(counts, orders)
  return { broke: [...lost, ...(await checkAll(platform))], note: `all settled after ${seconds} s` }
}
