import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import { createTestPromotions } from '../test/promotions-app.ts'

const tenPercent = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const automatic = { name: { en: 'Ten off' }, activation: 'automatic', benefit: tenPercent }
const withCode = { ...automatic, activation: 'code', code: 'WELCOME10' }
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const cart = {
  currency: 'EUR',
  lines: [{ sku: 'A', productId: 'prd_1', quantity: 2, unitPrice: eur(1_000) }],
}

/** The service with published promotions, and a way to ask it as carts do. */
async function withPublished(...inputs: object[]) {
  const test = createTestPromotions()
  for (const [n, body] of inputs.entries()) {
    await test.call('POST /api/promotions', { body })
    await test.call(`POST /api/promotions/promo_${n + 1}/publish`)
  }
  const evaluate = async (more: object = {}) => {
    const body = { ...cart, ...more }
    return (await test.call('POST /internal/promotions/evaluate', { as: 'carts', body })).body
  }
  const reasons = async (more: object) =>
    (await evaluate(more)).rejected.map((one: { code: string; reason: string }) => [
      one.code,
      one.reason,
    ])
  return { ...test, evaluate, reasons }
}

describe('what promotions take off a cart', () => {
  it('is said by line and promotion, with the code by which it came', async () => {
    const { evaluate } = await withPublished(
      { ...automatic, combination: 'all' },
      {
        ...withCode,
        combination: 'all',
      },
    )
    expect(await evaluate({ codes: [' welcome-10'] })).toEqual({
      lines: [
        {
          sku: 'A',
          discounts: [
            { promotionId: 'promo_1', amount: eur(200) },
            { promotionId: 'promo_2', amount: eur(180) },
          ],
        },
      ],
      shipping: [],
      applied: [
        { promotionId: 'promo_1', name: { en: 'Ten off' }, amount: eur(200) },
        { promotionId: 'promo_2', name: { en: 'Ten off' }, code: 'WELCOME10', amount: eur(180) },
      ],
      rejected: [],
    })
  })

  it('follows the clock and the steps of staff', async () => {
    const window = { startsAt: '2026-11-21T10:00:01Z', endsAt: '2026-11-21T10:00:02Z' }
    const { reasons, store, call } = await withPublished({ ...withCode, window })
    const codes = ['WELCOME10']
    expect(await reasons({ codes })).toEqual([['WELCOME10', 'not_started']])
    store.clock.nowMs += 1_000
    expect(await reasons({ codes })).toEqual([])
    await call('POST /api/promotions/promo_1/pause')
    expect(await reasons({ codes })).toEqual([['WELCOME10', 'paused']])
    store.clock.nowMs += 1_000
    expect(await reasons({ codes })).toEqual([['WELCOME10', 'ended']])
    await call('POST /api/promotions/promo_1/archive')
    expect(await reasons({ codes })).toEqual([['WELCOME10', 'unknown_code']])
  })

  it('says of each code why it does not apply, in the order asked, in French and English', async () => {
    const { evaluate, call } = await withPublished({
      ...withCode,
      criteria: { minimumSubtotal: eur(5_000) },
    })
    await call('POST /api/promotions', { body: { ...withCode, code: 'DRAFT' } })
    const { rejected } = await evaluate({ codes: ['nobody', 'WELCOME10', 'Draft'] })
    expect(rejected).toEqual([
      {
        ...{ code: 'NOBODY', reason: 'unknown_code' },
        message: { fr: 'Ce code n’existe pas.', en: 'There is no such code.' },
      },
      expect.objectContaining({ code: 'WELCOME10', reason: 'minimum_subtotal' }),
      expect.objectContaining({ code: 'DRAFT', reason: 'unknown_code' }),
    ])
    expect(rejected[1].message.en).toContain('€50.00')
  })

  it('gives a first order to who has not ordered yet', async () => {
    const { reasons, buyers } = await withPublished({ ...withCode, criteria: { firstOrder: true } })
    const codes = ['WELCOME10']
    const customer = { userId: 'usr_1', status: 'standard' }
    expect(await reasons({ codes })).toEqual([['WELCOME10', 'sign_in']])
    expect(await reasons({ codes, customer })).toEqual([])
    const first = { orderId: 'ord_1', orderedAt: '2026-11-21T10:00:00.000Z' }
    await buyers.add({ ...first, userId: 'usr_1', emailKey: 'eml_1' })
    expect(await reasons({ codes, customer })).toEqual([['WELCOME10', 'first_order']])
    await buyers.erase('usr_1')
    expect(await reasons({ codes, customer })).toEqual([])
  })

  it('asks orders, once, for what was ordered before promotions were there; nobody is new while it is away', async () => {
    const shop = await withPublished({ ...withCode, criteria: { firstOrder: true } })
    const asked: string[] = []
    const earlier = { orderId: 'ord_1', orderedAt: '2025-11-21T10:00:00.000Z' }
    const reasonsOf = (userId: string) =>
      shop.reasons({ codes: ['WELCOME10'], customer: { userId, status: 'standard' } })
    shop.earlierOrders.of = async () => {
      throw refuse('dependency_unavailable')
    }
    expect(await reasonsOf('usr_new')).toEqual([['WELCOME10', 'first_order']])
    shop.earlierOrders.of = async (userId) => {
      asked.push(userId)
      return userId === 'usr_old' ? { earlier } : {}
    }
    for (let times = 0; times < 2; times += 1) {
      expect(await reasonsOf('usr_old')).toEqual([['WELCOME10', 'first_order']])
      expect(await reasonsOf('usr_new')).toEqual([])
    }
    expect(asked).toEqual(['usr_old', 'usr_new'])
  })

  it('gives no second first order to an email, with an account or without', async () => {
    const { reasons, buyers } = await withPublished({ ...withCode, criteria: { firstOrder: true } })
    const codes = ['WELCOME10']
    const first = { orderId: 'ord_1', orderedAt: '2026-11-21T10:00:00.000Z' }
    await buyers.add({ ...first, userId: 'gst_1', emailKey: 'eml_1' })
    const user = { userId: 'usr_1', status: 'standard', emailKey: 'eml_1' }
    const guest = { userId: 'eml_1', status: 'guest', emailKey: 'eml_1' }
    for (const customer of [user, guest])
      expect(await reasons({ codes, customer })).toEqual([['WELCOME10', 'first_order']])
    expect(
      await reasons({ codes, customer: { ...guest, userId: 'eml_2', emailKey: 'eml_2' } }),
    ).toEqual([])
    await buyers.erase('gst_1')
    expect(await reasons({ codes, customer: guest })).toEqual([])
  })

  it('is for carts and orders to ask, and nobody else', async () => {
    const { call } = await withPublished()
    for (const operation of [
      'POST /internal/promotions/evaluate',
      'GET /internal/promotions/automatic',
    ]) {
      const body = operation.startsWith('POST') ? cart : undefined
      const statuses = (['carts', 'orders', 'catalog', 'staff'] as const).map(
        async (as) => (await call(operation, { as, body })).status,
      )
      expect(await Promise.all(statuses), operation).toEqual([200, 200, 403, 403])
    }
  })
})

describe('whether there are promotions without a code', () => {
  it('is true from a minute before one starts until it ends', async () => {
    const window = { startsAt: '2026-11-21T10:01:01Z', endsAt: '2026-11-21T10:01:02Z' }
    const { call, store } = await withPublished({ ...automatic, window }, withCode)
    const any = async () =>
      (await call('GET /internal/promotions/automatic', { as: 'carts' })).body.any
    expect(await any()).toBe(false)
    store.clock.nowMs += 1_000
    expect(await any()).toBe(true)
    store.clock.nowMs += 60_000
    expect(await any()).toBe(true)
    store.clock.nowMs += 1_000
    expect(await any()).toBe(false)
  })
})
