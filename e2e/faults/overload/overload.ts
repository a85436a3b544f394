import { restartPlatform } from '../../src/platform.ts'
import { countsText, fillBaskets, newBuyer, orderBasket, settle, trialsOf } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { settings } from '../kit/settings.ts'
import { createTestPlatform, type TestPlatform } from '../kit/test-platform.ts'

const limit = 8
const shoppers = 80

/**
 * Ten times as many checkouts at once as orders may be in flight, on a platform started for it: some are rejected with
 * a `Retry-After`, and each gets its order when it retries.
 */
export async function overload({ address }: TestPlatform): Promise<Outcome> {
  await restartPlatform(address, { ...settings, ORDERS_IN_FLIGHT_LIMIT: String(limit) })
  try {
    return await orderTogether(createTestPlatform(address))
  } finally {
    await restartPlatform(address, settings)
  }
}

async function orderTogether(platform: TestPlatform): Promise<Outcome> {
  const refusals = noteRefusals(platform)
  const buyer = await newBuyer(platform, shoppers)
  const baskets = await fillBaskets(platform, shoppers, [{ sku: buyer.sku, quantity: 1 }])
  const ids = await Promise.all(
    baskets.map((basket) => orderBasket(refusals.platform, buyer, basket)),
  )
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials)
  const broke = [
    ...(counts['processing'] === shoppers ? [] : [`of ${shoppers}: ${countsText(counts)}`]),
    ...(refusals.seconds.length > 0 ? [] : ['nobody was rejected']),
    ...(refusals.seconds.every((seconds) => seconds > 0) ? [] : ['a rejection had no Retry-After']),
    ...(await checkAll(platform)),
  ]
  const note = `${countsText(counts)}; rejected ${refusals.seconds.length} times`
  return { broke, note }
}

/** The same platform; it notes each `Retry-After`. */
function noteRefusals(platform: TestPlatform) {
  const seconds: number[] = []
  const api: TestPlatform['api'] = async (operation, asking) => {
    const answer = await platform.api<never>(operation, asking)
    const { code } = answer.body as { code?: string }
    if (code === 'overloaded') seconds.push(Number(answer.headers.get('retry-after')))
    return answer
  }
  return { seconds, platform: { ...platform, api } }
}
