import { restartPlatform } from '../../src/platform.ts'
import { countsText, fillBaskets, newBuyer, orderBasket, settle, trialsOf } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import { settings } from '../kit/settings.ts'
import { createStand, type Stand } from '../kit/stand.ts'

type Outcome = { readonly broke: string[]; readonly note: string }

const limit = 8
const rush = 80

/**
 * Ten times as many shoppers as may have orders under way, all at once, in a shop that is started for it: some are
 * asked to come again, each is told when, and each who does gets their order.
 */
export async function overload({ platform }: Stand): Promise<Outcome> {
  await restartPlatform(platform, { ...settings, ORDERS_UNDER_WAY_LIMIT: String(limit) })
  try {
    return await rushIn(await createStand(platform))
  } finally {
    await restartPlatform(platform, settings)
  }
}

async function rushIn(stand: Stand): Promise<Outcome> {
  const refusals = noteRefusals(stand)
  const buyer = await newBuyer(stand, rush)
  const baskets = await fillBaskets(stand, rush, [{ sku: buyer.sku, quantity: 1 }])
  const ids = await Promise.all(baskets.map((basket) => orderBasket(refusals.stand, buyer, basket)))
  const trials = trialsOf(buyer, ids)
  const counts = await settle(stand, trials)
  const broke = [
    ...(counts['processing'] === rush ? [] : [`of ${rush}: ${countsText(counts)}`]),
    ...(refusals.seconds.length > 0 ? [] : ['nobody was asked to come again']),
    ...(refusals.seconds.every((seconds) => seconds > 0) ? [] : ['somebody was not told when']),
    ...(await checkAll(stand)),
  ]
  const note = `${countsText(counts)}; asked to come again ${refusals.seconds.length} times`
  return { broke, note }
}

/** The same stand, which notes for how long the platform asks to wait. */
function noteRefusals(stand: Stand) {
  const seconds: number[] = []
  const api: Stand['api'] = async (operation, asking) => {
    const answer = await stand.api<never>(operation, asking)
    const { code } = answer.body as { code?: string }
    if (code === 'overloaded') seconds.push(Number(answer.headers.get('retry-after')))
    return answer
  }
  return { seconds, stand: { ...stand, api } }
}
