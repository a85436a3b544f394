import {
  countsText,
  fillBaskets,
  lostOrders,
  newBuyer,
  orderAll,
  orderBasket,
  settle,
  trialsOf,
} from '../../kit/buyers.ts'
import { checkAll } from '../../kit/check.ts'
import type { Outcome } from '../../kit/drill.ts'
import { keepDown } from '../../kit/processes.ts'
import { pause, type TestPlatform } from '../../kit/test-platform.ts'

const sagas = 20
/** So many orders are accepted when the blow comes: their sagas run, the others are being placed. */
const underWay = 4

/** Kills a process in the middle of twenty running sagas: all end, none twice, within two minutes of its return. */
export async function killAmongSagas(platform: TestPlatform, name: string): Promise<Outcome> {
  await platform.processes.allReady()
  const restarts = platform.processes.restarts(name)
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, sagas, [{ sku: buyer.sku, quantity: 1 }])
  const ordering = orderAll(platform, buyer, baskets)
  const startedMs = Date.now()
  while (ordering.answered() < underWay && Date.now() < startedMs + 2_000) await pause(5)
  platform.processes.kill(name)
  const before = ordering.answered()
  const trials = trialsOf(buyer, await ordering.ids)
  await platform.processes.recovered(name, restarts)
  const startedAt = performance.now()
  const counts = await settle(platform, trials)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const note = `killed with ${before} of ${sagas} answered; ${countsText(counts)} ${seconds} s after recovery`
  const lost = lostOrders(counts, sagas)
  return { broke: [...lost, ...(await checkAll(platform))], note }
}

/** Orders are confirmed while a process is down, whatever the runner does. */
export async function orderWhileDown(
  platform: TestPlatform,
  name: string,
  forMs: number,
): Promise<Outcome> {
  await platform.processes.allReady()
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, sagas, [{ sku: buyer.sku, quantity: 1 }])
  const holding = keepDown(platform.processes, name, () => pause(forMs))
  const ids = await Promise.all(baskets.map((basket) => orderBasket(platform, buyer, basket)))
  await holding
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials)
  const lost = lostOrders(counts, sagas)
  return { broke: [...lost, ...(await checkAll(platform))], note: countsText(counts) }
}

/** A process dies again and again in a quiet shop, each time for so long: orders still go through. */
export async function killRepeatedly(
  platform: TestPlatform,
  name: string,
  { times, forMs }: { times: number; forMs: number },
): Promise<Outcome> {
  for (let time = 0; time < times; time++) {
    await keepDown(platform.processes, name, () => pause(forMs))
    // until its sidecar has found it well
    await pause(5_000)
  }
  const trial = await platform.trial()
  const counts = await settle(platform, [trial])
  const lost = counts['processing'] === 1 ? [] : [`the order after it: ${countsText(counts)}`]
  return { broke: [...lost, ...(await checkAll(platform))], note: countsText(counts) }
}
