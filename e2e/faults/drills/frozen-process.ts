import { countsText, fillBaskets, newBuyer, orderBasket, settle, trialsOf } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import { grepLogs } from '../kit/processes.ts'
import { pause, type Stand } from '../kit/stand.ts'

const sagas = 20
/** Long enough to leave a probe of the sidecar without an answer. */
const stillMs = 7_000
const awakeMs = 4_000

/**
 * A service stands still now and then while twenty sagas run, as on a machine that is too busy: its sidecar does not
 * take it for dead, which would break off all that runs.
 */
export async function standStill(stand: Stand, name: string, times: number) {
  await stand.processes.allReady()
  const buyer = await newBuyer(stand, 100)
  const baskets = await fillBaskets(stand, sagas, [{ sku: buyer.sku, quantity: 1 }])
  const takenForDead = () => grepLogs(stand.platform.home, [`${name}-sidecar`], /un-healthy/).length
  const before = takenForDead()
  const ordering = Promise.all(baskets.map((basket) => orderBasket(stand, buyer, basket)))
  for (let time = 0; time < times; time++) {
    await stand.processes.holdStill(name, () => pause(stillMs))
    await pause(awakeMs)
  }
  const ids = await ordering
  const trials = trialsOf(buyer, ids)
  const counts = await settle(stand, trials)
  const lost = counts['processing'] === sagas ? [] : [`of ${sagas} orders: ${countsText(counts)}`]
  const dead = takenForDead() > before ? [`its sidecar took ${name} for dead`] : []
  return { broke: [...dead, ...lost, ...(await checkAll(stand))], note: countsText(counts) }
}
