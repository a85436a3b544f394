import { RedemptionConfirmed } from '@comptoir/contracts/promotions/events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'
import { createTestPromotions } from '../../test/promotions-app.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const benefit = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const input = { name: { en: 'Ten off' }, activation: 'code', code: 'WELCOME10', benefit }

/** The service with one published promotion that has these limits, and a way to ask it as orders do. */
async function withLimits(limits: object) {
  const test = createTestPromotions(own)
  await test.call('POST /api/promotions', { body: { ...input, limits } })
  await test.call('POST /api/promotions/promo_1/publish')
  const use = { promotionId: 'promo_1', code: 'welcome 10', amount: eur(300) }
  const ask = async (step: string, orderId: string, body?: object) =>
    (await test.call(`PUT /internal/redemptions/${orderId}${step}`, { as: 'orders', body })).body
  const asked = (userId: string) => ({ userId, redemptions: [use] })
  return {
    ...test,
    reserve: (orderId: string, userId = 'usr_1') =>
      ask('', orderId, { ...asked(userId), holdSeconds: 60 }),
    confirm: (orderId: string, userId = 'usr_1') => ask('/confirm', orderId, asked(userId)),
    release: (orderId: string) => ask('/release', orderId),
    evaluate: async (more: object = {}) => {
      const lines = [{ sku: 'A', productId: 'prd_1', quantity: 1, unitPrice: eur(3_000) }]
      const body = { currency: 'EUR', lines, codes: ['WELCOME10'], ...more }
      return (await test.call('POST /internal/promotions/evaluate', { as: 'carts', body })).body
    },
  }
}

describe('redemptions', () => {
  it('are reserved, confirmed and released under the limits of the promotion', async () => {
    const { reserve, confirm, release, store } = await withLimits({ uses: 1 })
    expect(await reserve('ord_1')).toEqual({ status: 'reserved' })
    const refusals = [{ promotionId: 'promo_1', code: 'WELCOME10', reason: 'used_up' }]
    expect(await reserve('ord_2')).toEqual({ status: 'refused', refusals })
    expect(await confirm('ord_1')).toEqual({ status: 'confirmed' })
    expect(store.published.at(-1)).toMatchObject({
      type: RedemptionConfirmed.type,
      data: { orderId: 'ord_1', promotionId: 'promo_1', code: 'WELCOME10', amount: eur(300) },
    })
    expect(await release('ord_1')).toEqual({ status: 'released' })
    expect(await reserve('ord_3')).toEqual({ status: 'reserved' })
  })

  it('follow staff who raise a limit', async () => {
    const { reserve, call } = await withLimits({ uses: 1 })
    await reserve('ord_1')
    await call('PUT /api/promotions/promo_1', { body: { ...input, limits: { uses: 2 } } })
    expect(await reserve('ord_2')).toEqual({ status: 'reserved' })
  })

  it.each([
    ['pause', 'paused'],
    ['archive', 'ended'],
  ])(
    'are refused at submit after a %s, though the cart was shown the reduction; one that is held stays (nopCommerce#6487)',
    async (step, reason) => {
      const { reserve, confirm, evaluate, call } = await withLimits({})
      expect((await evaluate()).applied).toHaveLength(1)
      await reserve('ord_1')
      await call(`POST /api/promotions/promo_1/${step}`)
      const refusals = [{ promotionId: 'promo_1', code: 'WELCOME10', reason }]
      expect(await reserve('ord_2')).toEqual({ status: 'refused', refusals })
      expect(await reserve('ord_1')).toEqual({ status: 'reserved' })
      expect(await confirm('ord_1')).toEqual({ status: 'confirmed' })
    },
  )

  it('have a code of a batch once, and the code that is for all as often as they like', async () => {
    const { call } = await withLimits({})
    const reserve = async (orderId: string, code: string) => {
      const redemptions = [{ promotionId: 'promo_1', code, amount: eur(300) }]
      const body = { userId: 'usr_1', redemptions, holdSeconds: 60 }
      const answer = await call(`PUT /internal/redemptions/${orderId}`, { as: 'orders', body })
      return answer.body.status
    }
    const codes = ['NOEL2345', 'NOEL2345', 'NOEL6789', 'WELCOME10', 'WELCOME10']
    const statuses = []
    for (const [n, code] of codes.entries()) statuses.push(await reserve(`ord_${n}`, code))
    expect(statuses).toEqual(['reserved', 'refused', 'reserved', 'reserved', 'reserved'])
  })

  it('of a promotion that nobody knows are refused', async () => {
    const { call } = await withLimits({})
    const redemptions = [{ promotionId: 'promo_9', amount: eur(1) }]
    const body = { userId: 'usr_1', redemptions, holdSeconds: 60 }
    const answer = await call('PUT /internal/redemptions/ord_1', { as: 'orders', body })
    const refusals = [{ promotionId: 'promo_9', reason: 'ended' }]
    expect(answer.body).toEqual({ status: 'refused', refusals })
  })

  it('use a promotion once in an order, and are for orders to ask', async () => {
    const { call } = await withLimits({})
    const use = { promotionId: 'promo_1', amount: eur(1) }
    const body = { userId: 'usr_1', redemptions: [use, use], holdSeconds: 60 }
    const twice = await call('PUT /internal/redemptions/ord_1', { as: 'orders', body })
    expect(twice.body).toMatchObject({ status: 400, errors: [{ field: 'redemptions' }] })
    const once = { ...body, redemptions: [use] }
    const stranger = await call('PUT /internal/redemptions/ord_1', { as: 'carts', body: once })
    expect(stranger.status).toBe(403)
  })
})

describe('a cart', () => {
  it('is told that a code is used up before its order is refused', async () => {
    const { reserve, evaluate } = await withLimits({ uses: 1 })
    expect((await evaluate()).applied).toHaveLength(1)
    await reserve('ord_1')
    const { applied, rejected } = await evaluate()
    expect(applied).toEqual([])
    expect(rejected).toMatchObject([{ code: 'WELCOME10', reason: 'used_up' }])
  })

  it('is told that its customer had the code already, and no other customer is', async () => {
    const { reserve, evaluate } = await withLimits({ usesPerCustomer: 1 })
    await reserve('ord_1', 'usr_1')
    const as = (userId: string) => ({ customer: { userId, status: 'standard' } })
    expect((await evaluate(as('usr_1'))).rejected).toMatchObject([{ reason: 'used_by_customer' }])
    expect((await evaluate(as('usr_2'))).rejected).toEqual([])
  })

  it('is not shown a reduction that the budget has no room for', async () => {
    const { reserve, evaluate } = await withLimits({ budget: eur(599) })
    await reserve('ord_1')
    expect((await evaluate()).rejected).toMatchObject([{ reason: 'budget_spent' }])
    const lines = [{ sku: 'A', productId: 'prd_1', quantity: 1, unitPrice: eur(2_990) }]
    expect((await evaluate({ lines })).applied).toMatchObject([{ amount: eur(299) }])
    const francs = { amount: 2_990, currency: 'CHF' }
    const inFrancs = { currency: 'CHF', lines: [{ ...lines[0], unitPrice: francs }] }
    expect((await evaluate(inFrancs)).rejected).toMatchObject([{ reason: 'currency' }])
  })

  it('costs no trip to Redis where no promotion has a limit', async () => {
    const { evaluate } = await withLimits({})
    await own.redis.flushall()
    expect((await evaluate()).applied).toHaveLength(1)
  })
})

describe('staff', () => {
  it('see how far a promotion is used', async () => {
    const { reserve, confirm, call } = await withLimits({})
    await reserve('ord_1')
    await confirm('ord_1')
    await reserve('ord_2')
    expect((await call('GET /api/promotions/promo_1/statistics')).body).toEqual({
      ...{ promotionId: 'promo_1', confirmed: 1, reserved: 1 },
      ...{ confirmedAmounts: [eur(300)], reservedAmounts: [eur(300)] },
      ...{ released: 0, releasedAmounts: [] },
    })
    expect((await call('GET /api/promotions/promo_9/statistics')).status).toBe(404)
    const customer = await call('GET /api/promotions/promo_1/statistics', { as: 'customer' })
    expect(customer.status).toBe(403)
  })

  it('see right after a cancel what was given back, and that it costs nothing any more', async () => {
    const { reserve, confirm, release, call } = await withLimits({})
    await reserve('ord_1')
    await confirm('ord_1')
    await reserve('ord_2')
    await release('ord_1')
    await release('ord_1')
    expect((await call('GET /api/promotions/promo_1/statistics')).body).toEqual({
      ...{ promotionId: 'promo_1', confirmed: 0, reserved: 1, released: 1 },
      ...{ confirmedAmounts: [], reservedAmounts: [eur(300)], releasedAmounts: [eur(300)] },
    })
    await release('ord_2')
    expect((await call('GET /api/promotions/promo_1/statistics')).body).toEqual({
      ...{ promotionId: 'promo_1', confirmed: 0, reserved: 0, released: 2 },
      ...{ confirmedAmounts: [], reservedAmounts: [], releasedAmounts: [eur(600)] },
    })
  })

  it('say what is left of the limits, and nothing below zero', async () => {
    const { reserve, call } = await withLimits({ uses: 3, budget: eur(500) })
    const left = async () => {
      const { usesLeft, budgetLeft } = (await call('GET /api/promotions/promo_1/statistics')).body
      return [usesLeft, budgetLeft]
    }
    expect(await left()).toEqual([3, eur(500)])
    await reserve('ord_1')
    expect(await left()).toEqual([2, eur(200)])
    const { body: read } = await call('GET /api/promotions/promo_1')
    const { name, activation, code, benefit } = read
    const body = { name, activation, code, benefit, limits: { uses: 1, budget: eur(100) } }
    await call('PUT /api/promotions/promo_1', { body })
    expect(await left()).toEqual([0, eur(0)])
  })

  it('look up what orders have used', async () => {
    const { reserve, confirm, call } = await withLimits({})
    await reserve('ord_1')
    await confirm('ord_1')
    const body = { orderIds: ['ord_2', 'ord_1'] }
    const answer = await call('POST /api/promotions/redemptions/lookup', { body })
    expect(answer.body.items).toMatchObject([
      {
        ...{ orderId: 'ord_1', status: 'confirmed' },
        redemptions: [{ promotionId: 'promo_1', code: 'WELCOME10', amount: eur(300) }],
      },
    ])
  })
})
