import { setTimeout as sleep } from 'node:timers/promises'
import { consumers, type Shop } from './shop.ts'
import { whats } from './witness.ts'

/** Something that happens to a consumer while events come; answers what was placed meanwhile. */
export type Scenario = (shop: Shop) => Promise<string[]>

/** Away for seconds: what keeps events for it does so for days. */
const awayMs = 5_000

export const appAndSidecarDown: Scenario = async (shop) => {
  await Promise.all(consumers.map(shop.stopWithSidecar))
  const all = whats('away', 50)
  await shop.place(all)
  await sleep(awayMs)
  await Promise.all(consumers.map(shop.startWithSidecar))
  return all
}

export const appDown: Scenario = async (shop) => {
  await Promise.all(consumers.map(shop.stopApp))
  const all = whats('deaf', 50)
  await shop.place(all)
  await sleep(awayMs)
  await Promise.all(consumers.map(shop.startApp))
  return all
}

export const sidecarKilled: Scenario = async ({ bed, witness, place }) => {
  const all = whats('killed', 100)
  witness.fault = () => sleep(50)
  const placed = place(all, 10)
  await sleep(500)
  await bed.sandbox.killSidecar('payments-2')
  await placed
  await bed.sandbox.startSidecar('payments-2')
  return all
}

export const brokerRestarted: Scenario = async ({ bed, place }) => {
  const all = whats('restarted', 100)
  const placed = place(all, 50)
  await sleep(1_500)
  await bed.restartBroker(3_000)
  await placed
  return all
}

/** A version that answers 500 is replaced, one replica after the other, by one that does not. */
export const replacedWhileFailing: Scenario = async (shop) => {
  const { witness, place, readLogFor, stopWithSidecar, startWithSidecar } = shop
  const broken = new Set(consumers)
  witness.fault = (_, replica) => {
    if (broken.has(replica)) throw new Error('this version cannot')
  }
  const all = whats('replaced', 40)
  await place(all)
  // its log is read meanwhile, as always: it must not go on behind what failed
  await readLogFor(4_000)
  for (const name of consumers) {
    await stopWithSidecar(name)
    broken.delete(name)
    await startWithSidecar(name)
  }
  return all
}
