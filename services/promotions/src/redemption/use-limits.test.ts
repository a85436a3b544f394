import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

describe('reached', () => {
  const promotionId = 'promo_1'
  const budget = { amount: 1_000, currency: 'EUR' }

  it('says which limit is reached, and what is left of a budget', async () => {
    const limits = { uses: 5, usesPerCustomer: 1, budget }
    await own.reserve({ limits, code: 'AAA', amount: 400 })
    const asked = [
      { promotionId, limits },
      { promotionId, limits: { uses: 1 } },
      { promotionId, code: 'AAA', limits: { usesPerCode: 1 } },
      { promotionId, code: 'BBB', limits: { usesPerCode: 1 } },
      { promotionId: 'promo_2', limits },
    ]
    expect(await own.redemptions.reached('usr_1', asked)).toEqual([
      { reason: 'used_by_customer', budgetLeft: 600 },
      { reason: 'used_up' },
      { reason: 'used_up' },
      {},
      { budgetLeft: 1_000 },
    ])
    expect(await own.redemptions.reached(undefined, asked.slice(0, 1))).toEqual([
      { budgetLeft: 600 },
    ])
  })

  it('says that a budget is spent when nothing is left of it', async () => {
    const limits = { budget }
    await own.reserve({ limits, amount: 1_000 })
    expect(await own.redemptions.reached('usr_2', [{ promotionId, limits }])).toEqual([
      { reason: 'budget_spent', budgetLeft: 0 },
    ])
  })
})
