import { appIds } from '@comptoir/contracts/topology'
import { mapInParallel } from '@comptoir/tools/shop/parallel'
import {
  countsText,
  fillBaskets,
  newBuyer,
  orderBasket,
  settle,
  trialsOf,
} from '../../faults/kit/buyers.ts'
import { checkAll } from '../../faults/kit/check.ts'
import type { Outcome } from '../../faults/kit/drill.ts'
import { pause, type TestPlatform } from '../../faults/kit/test-platform.ts'
import { allReady, deletePod, podsOf } from '../kit/pods.ts'

const orders = 400
const stock = 380

/** 400 orders for 380 pieces while one pod of each service is deleted: nothing twice, nothing oversold, no gap. */
export async function orderAmongReplicas(platform: TestPlatform): Promise<Outcome> {
  await allReady()
  const buyer = await newBuyer(platform, stock)
  const baskets = await fillBaskets(platform, orders, [{ sku: buyer.sku, quantity: 1 }])
  const startedAt = performance.now()
  const ordering = mapInParallel(baskets, (basket) => orderBasket(platform, buyer, basket), 16)
  for (const appId of appIds) {
    const [pod] = await podsOf(appId)
    if (pod) await deletePod(pod.name)
    await pause(1_500)
  }
  const ids = await ordering
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials, 300_000)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  await allReady()
  const sold = counts['processing'] ?? 0
  const broke = [
    ...(sold === stock ? [] : [`${sold} of ${stock} pieces were sold: ${countsText(counts)}`]),
    ...(await checkAll(platform)),
  ]
  return {
    broke,
    note: `${countsText(counts)}, ${orders - trials.length} out of stock, ${seconds} s`,
  }
}
