import { eventually } from '../../src/api.ts'
import { promote } from '../../src/promotions.ts'
import { type TestPlatform, type Trial, withRetries } from './test-platform.ts'

/** An order that takes the only use of a promotion. */
export type PromotedTrial = Trial & { readonly promotionId: string }

/** A new shopper orders one unit of a new product, with the code of a promotion that is for one use. */
export async function promotedTrial(platform: TestPlatform): Promise<PromotedTrial> {
  const { api, staff } = platform
  const benefit = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
  const limits = { uses: 1 }
  const { promotionId, code } = await withRetries(async () =>
    promote(api, await staff(), { benefit, limits }),
  )
  const sku = await platform.sellNew(5)
  const ready = await platform.prepare([{ sku, quantity: 1 }])
  const { token } = ready.shopper
  const put = () => withRetries(() => api(`PUT /carts/${ready.cartId}/coupons/${code}`, { token }))
  await eventually('the code to be known', put, ({ status }) => status === 200)
  return { shopper: ready.shopper, sku, promotionId, orderId: await platform.order(ready) }
}

type Statistics = { reserved: number; confirmed: number }

/** What does not fit the end of the order: its use counts once it is `processing`, and is given back when it is not. */
export async function useFaults(
  { api, staff }: TestPlatform,
  { promotionId }: PromotedTrial,
  status: string,
): Promise<string[]> {
  const confirmed = status === 'processing' ? 1 : 0
  const path = `GET /api/promotions/${promotionId}/statistics`
  const read = async () =>
    (await withRetries(async () => api<Statistics>(path, { token: await staff() }))).body
  let last: Statistics | undefined
  const isRight = (uses: Statistics) => {
    last = uses
    return uses.confirmed === confirmed && uses.reserved === 0
  }
  return await eventually('the use to be counted', read, isRight, 30_000).then(
    () => [],
    () => [`${JSON.stringify(last)} uses of a promotion, ${confirmed} confirmed expected`],
  )
}
