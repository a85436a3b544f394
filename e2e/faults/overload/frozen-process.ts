import { countsText, fillBaskets, newBuyer, orderBasket, settle, trialsOf } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import { grepLogs } from '../kit/processes.ts'
import { pause, type TestPlatform } from '../kit/test-platform.ts'

const sagas = 20
/** Long enough for a probe of the sidecar to time out. */
const frozenMs = 7_000
const awakeMs = 4_000

/**
 * Freezes a service now and then while twenty sagas run, as a machine that is too busy does: its sidecar must not take
 * it for dead, which would cancel all its work.
 */
export async function freezeRepeatedly(platform: TestPlatform, name: string, times: number) {
  await platform.processes.allReady()
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, sagas, [{ sku: buyer.sku, quantity: 1 }])
  const takenForDead = () =>
    grepLogs(platform.address.home, [`${name}-sidecar`], /un-healthy/).length
  const before = takenForDead()
  const ordering = Promise.all(baskets.map((basket) => orderBasket(platform, buyer, basket)))
  for (let time = 0; time < times; time++) {
    await platform.processes.freeze(name, () => pause(frozenMs))
    await pause(awakeMs)
  }
  const ids = await ordering
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials)
  const lost = counts['processing'] === sagas ? [] : [`of ${sagas} orders: ${countsText(counts)}`]
  const dead = takenForDead() > before ? [`its sidecar took ${name} for dead`] : []
  return { broke: [...dead, ...lost, ...(await checkAll(platform))], note: countsText(counts) }
}
