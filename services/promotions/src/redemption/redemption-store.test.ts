import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

const refusedFor = (reason: string) => ({
  status: 'refused',
  refusals: [expect.objectContaining({ promotionId: 'promo_1', reason })],
})
const twice = { uses: 2 }

describe('reserve', () => {
  it('counts a use and what it takes off', async () => {
    expect(await own.reserve({ amount: 500 })).toEqual({ status: 'reserved' })
    expect(await own.counts()).toEqual({
      ...{ uses: 1, amounts: { EUR: 500 }, confirmed: 0, confirmedAmounts: {} },
      ...{ released: 0, releasedAmounts: {} },
    })
  })

  it('answers the same when repeated, refused or not, whatever the limits are by then', async () => {
    await own.reserve({ order: 'ord_1', limits: { uses: 1 } })
    expect(await own.reserve({ order: 'ord_1', limits: { uses: 1 } })).toEqual({
      status: 'reserved',
    })
    const refused = await own.reserve({ order: 'ord_2', limits: { uses: 1 } })
    expect(refused).toEqual(refusedFor('used_up'))
    expect(await own.reserve({ order: 'ord_2', limits: { uses: 9 } })).toEqual(refused)
    expect(await own.counts()).toMatchObject({ uses: 1, amounts: { EUR: 500 } })
  })

  it('lets the last use be had, and not one more (shopware#4177)', async () => {
    const outcomes = []
    for (const order of ['ord_1', 'ord_2', 'ord_3'])
      outcomes.push((await own.reserve({ order, limits: twice })).status)
    expect(outcomes).toEqual(['reserved', 'reserved', 'refused'])
  })

  it('gives the last code of a batch away once, and the others still', async () => {
    const limits = { usesPerCode: 1 }
    const outcomes = []
    for (const [order, code] of Object.entries({ ord_1: 'AAA', ord_2: 'AAA', ord_3: 'BBB' }))
      outcomes.push(await own.reserve({ order, code, limits }))
    expect(outcomes.map(({ status }) => status)).toEqual(['reserved', 'refused', 'reserved'])
    expect(outcomes[1]?.refusals).toEqual([
      { promotionId: 'promo_1', code: 'AAA', reason: 'used_up' },
    ])
  })

  it('refuses a customer who had theirs, and no other', async () => {
    const limits = { usesPerCustomer: 1 }
    await own.reserve({ order: 'ord_1', user: 'usr_1', limits })
    expect(await own.reserve({ order: 'ord_2', user: 'usr_1', limits })).toEqual(
      refusedFor('used_by_customer'),
    )
    expect(await own.reserve({ order: 'ord_3', user: 'usr_2', limits })).toMatchObject({
      status: 'reserved',
    })
  })

  it('spends a budget to the last cent, and not one more', async () => {
    const limits = { budget: { amount: 1_000, currency: 'EUR' } }
    await own.reserve({ order: 'ord_1', amount: 400, limits })
    expect(await own.reserve({ order: 'ord_2', amount: 601, limits })).toEqual(
      refusedFor('budget_spent'),
    )
    expect(await own.reserve({ order: 'ord_3', amount: 600, limits })).toMatchObject({
      status: 'reserved',
    })
  })

  it('counts no other currency against a budget', async () => {
    const limits = { budget: { amount: 1_000, currency: 'CHF' } }
    expect(await own.reserve({ limits })).toEqual(refusedFor('currency'))
  })

  it('holds no use when one is refused, and says which', async () => {
    const amount = { amount: 100, currency: 'EUR' }
    const uses = [
      { promotionId: 'promo_1', amount, limits: {} },
      { promotionId: 'promo_2', code: 'SUMMER', amount, limits: {}, refused: 'ended' as const },
    ]
    const order = { orderId: 'ord_1', userId: 'usr_1', uses, holdSeconds: 60 }
    expect(await own.redemptions.reserve(order)).toEqual({
      status: 'refused',
      refusals: [{ promotionId: 'promo_2', code: 'SUMMER', reason: 'ended' }],
    })
    expect(await own.counts()).toMatchObject({ uses: 0 })
    const record = await own.redemptions.read('ord_1')
    expect(record).toMatchObject({ status: 'refused' })
    for (const held of ['userId', 'uses']) expect(record).not.toHaveProperty(held)
  })

  it('follows limits that staff raised', async () => {
    await own.reserve({ order: 'ord_1', limits: { uses: 1 } })
    expect(await own.reserve({ order: 'ord_2', limits: { uses: 2 } })).toMatchObject({
      status: 'reserved',
    })
  })

  it('decides nothing while the counts are lost', async () => {
    await own.redis.flushall()
    const asked = [own.reserve({}), own.confirm({}), own.redemptions.release('ord_1'), own.counts()]
    for (const answer of asked)
      await expect(answer).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(await own.redis.keys('*')).toEqual([])
  })
})

describe('parallel checkouts', () => {
  it('let exactly one of fifty shoppers have the last use (vendure PR 4660)', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        own.reserve({ order: `ord_${n}`, user: `usr_${n}`, limits: { uses: 1 } }),
      ),
    )
    const count = (status: string) => outcomes.filter((one) => one.status === status).length
    expect([count('reserved'), count('refused')]).toEqual([1, 49])
    expect(await own.counts()).toMatchObject({ uses: 1, amounts: { EUR: 500 } })
  })

  it('let one customer pass no limit with many carts at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        own.reserve({ order: `ord_${n}`, limits: { usesPerCustomer: 3 } }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'reserved')).toHaveLength(3)
  })

  it('of one order count it once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => own.reserve({ limits: { uses: 1 } })))
    await Promise.all(Array.from({ length: 10 }, () => own.confirm({ limits: { uses: 1 } })))
    expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 1 })
  })
})

describe('confirm', () => {
  it('makes a use final, once', async () => {
    await own.reserve({}, 0.03)
    expect(await own.confirm({})).toEqual({ status: 'confirmed' })
    expect(await own.confirm({})).toEqual({ status: 'confirmed' })
    await sleep(40)
    expect(await own.redemptions.sweep(10)).toBe(0)
    expect(await own.counts()).toEqual({
      ...{ uses: 1, amounts: { EUR: 500 }, confirmed: 1, confirmedAmounts: { EUR: 500 } },
      ...{ released: 0, releasedAmounts: {} },
    })
  })

  it('reserves again what ran out, swept or not, or what was never reserved', async () => {
    await own.reserveRanOut({ order: 'ord_1' })
    expect(await own.confirm({ order: 'ord_1' })).toEqual({ status: 'confirmed' })
    await own.reserveRanOut({ order: 'ord_2' })
    await own.redemptions.sweep(10)
    expect(await own.confirm({ order: 'ord_2' })).toEqual({ status: 'confirmed' })
    expect(await own.confirm({ order: 'ord_3' })).toEqual({ status: 'confirmed' })
    expect(await own.counts()).toMatchObject({ uses: 3, confirmed: 3, released: 0 })
  })

  it('is refused when another has the last use by now, and stays so', async () => {
    await own.reserveRanOut({ order: 'ord_1', limits: { uses: 1 } })
    await own.reserve({ order: 'ord_2', limits: { uses: 1 } })
    const refused = await own.confirm({ order: 'ord_1', limits: { uses: 1 } })
    expect(refused).toEqual(refusedFor('used_up'))
    expect(await own.confirm({ order: 'ord_1', limits: {} })).toEqual(refused)
    expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 0, released: 1 })
    await own.redemptions.release('ord_1')
    expect(await own.counts()).toMatchObject({ uses: 1, released: 1 })
  })
})

describe('release', () => {
  it('gives back what was reserved, once', async () => {
    await own.reserve({ limits: { uses: 1 } })
    await own.reserve({ order: 'ord_2' })
    expect(await own.redemptions.release('ord_1')).toEqual({ status: 'released' })
    const record = await own.redemptions.read('ord_1')
    expect(await own.redemptions.release('ord_1')).toEqual({ status: 'released' })
    expect(await own.redemptions.read('ord_1')).toEqual(record)
    expect(await own.counts()).toMatchObject({ uses: 1, amounts: { EUR: 500 } })
    expect(await own.confirm({})).toEqual({ status: 'released' })
  })

  it('gives back what was confirmed, once, for the next customer to use', async () => {
    const limits = { uses: 1, usesPerCustomer: 1, usesPerCode: 1 }
    await own.reserve({ limits, code: 'AAA' })
    await own.confirm({ limits, code: 'AAA' })
    for (let n = 0; n < 2; n++)
      expect(await own.redemptions.release('ord_1')).toEqual({ status: 'released' })
    expect(await own.counts()).toEqual({
      ...{ uses: 0, amounts: {}, confirmed: 0, confirmedAmounts: {} },
      ...{ released: 1, releasedAmounts: { EUR: 500 } },
    })
    expect(await own.reserve({ order: 'ord_2', limits, code: 'AAA' })).toEqual({
      status: 'reserved',
    })
  })

  it('leaves a mark that refuses a late reservation', async () => {
    expect(await own.redemptions.release('ord_1')).toEqual({ status: 'released' })
    expect(await own.reserve({})).toEqual({ status: 'released' })
    expect(await own.confirm({})).toEqual({ status: 'released' })
    expect(await own.counts()).toMatchObject({ uses: 0 })
  })

  it('leaves no mark where an event tells of an order without redemptions', async () => {
    expect(await own.redemptions.releaseKnown('ord_1')).toEqual({ status: 'released' })
    expect(await own.redemptions.read('ord_1')).toBeUndefined()
  })
})

describe('expiry', () => {
  it('frees the use by the clock, although nothing swept', async () => {
    await own.reserveRanOut({ order: 'ord_1', limits: { uses: 1 } })
    expect(await own.counts()).toMatchObject({ uses: 0 })
    expect(await own.reserve({ order: 'ord_2', limits: { uses: 1 } })).toMatchObject({
      status: 'reserved',
    })
  })

  it('is seen by the sweeper once', async () => {
    await own.reserveRanOut({})
    expect(await own.redemptions.sweep(10)).toBe(1)
    expect(await own.redemptions.sweep(10)).toBe(0)
    expect(await own.redemptions.read('ord_1')).toMatchObject({ status: 'expired' })
  })

  it('lets the same order reserve again', async () => {
    await own.reserveRanOut({ limits: { uses: 1 } })
    expect(await own.reserve({ limits: { uses: 1 } })).toEqual({ status: 'reserved' })
    expect(await own.counts()).toMatchObject({ uses: 1 })
  })
})
