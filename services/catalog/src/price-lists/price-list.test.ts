import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dependenciesOf,
  type ListEntry,
  listPriceOf,
  type Offer,
  type PriceList,
  type PriceQuestion,
  phaseOf,
} from './price-list.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const at = '2027-01-13T07:00:00.000Z'

const listOf = (over: Partial<PriceList> = {}): PriceList => ({
  priceListId: 'sale',
  name: { en: 'Sale' },
  currency: 'EUR',
  customerStatuses: [],
  customerTags: [],
  priority: 0,
  status: 'active',
  entries: [],
  past: [],
  createdAt: at,
  updatedAt: at,
  ...over,
})
const offer = (list: Partial<PriceList>, entry: Partial<ListEntry>): Offer => ({
  list: listOf(list),
  entry: { tiers: [{ minQuantity: 1, amount: 900 }], since: at, ...entry },
})
const amountOff = (list: Partial<PriceList>, amount: number, minQuantity = 1): Offer =>
  offer(list, { sku: 'A', tiers: [{ minQuantity, amount }] })
const question = (over: Partial<PriceQuestion> = {}): PriceQuestion => ({
  ...{ base: eur(1000), currency: 'EUR', quantity: 1, customer: {}, at },
  ...over,
})
const amountOf = (offers: Offer[], over: Partial<PriceQuestion> = {}) =>
  listPriceOf(offers, question(over))?.price.amount

describe('the price that lists give', () => {
  it('begins with the first instant of the window and ends before the last', () => {
    const sale = [amountOff({ startsAt: '2027-01-01T00:00:00.000Z', endsAt: at }, 800)]
    expect([
      amountOf(sale, { at: '2026-12-31T23:59:59.999Z' }),
      amountOf(sale, { at: '2027-01-01T00:00:00.000Z' }),
      amountOf(sale, { at: '2027-01-13T06:59:59.999Z' }),
      amountOf(sale),
    ]).toEqual([undefined, 800, 800, undefined])
  })

  it('is for customers of one of the states or with one of the tags only', () => {
    const own = [amountOff({ customerStatuses: ['vip', 'gold'], customerTags: ['press'] }, 800)]
    const asked = [
      {},
      { status: 'silver' as const },
      { status: 'gold' as const },
      { tags: ['press'] },
    ]
    expect(asked.map((customer) => amountOf(own, { customer }))).toEqual([
      undefined,
      undefined,
      800,
      800,
    ])
  })

  it('is that of the highest tier that the quantity reaches', () => {
    const tiers = [10, 1, 5].map((minQuantity) => ({ minQuantity, amount: 1000 - minQuantity }))
    const byQuantity = [offer({}, { sku: 'A', tiers })]
    expect([1, 4, 5, 99].map((quantity) => amountOf(byQuantity, { quantity }))).toEqual([
      999, 999, 995, 990,
    ])
    expect(amountOf([amountOff({}, 800, 2)])).toBeUndefined()
  })

  it('is never of another currency, and takes no part off a base of another one', () => {
    const dollars = amountOff({ currency: 'USD' }, 800)
    const tenth = offer({ currency: 'USD' }, { tiers: [{ minQuantity: 1, percentOffBps: 1000 }] })
    expect([amountOf([dollars]), amountOf([tenth], { currency: 'USD' })]).toEqual([
      undefined,
      undefined,
    ])
    expect(listPriceOf([dollars], question({ currency: 'USD' }))?.price).toEqual({
      ...{ amount: 800, currency: 'USD' },
    })
  })

  it('goes by the SKU before its product, and by that before categories, of which the lowest counts', () => {
    const percent = (percentOffBps: number, entry: Partial<ListEntry>) =>
      offer({}, { ...entry, tiers: [{ minQuantity: 1, percentOffBps }] })
    const offers = [
      percent(5000, { categoryId: 'c1' }),
      percent(6000, { categoryId: 'c2' }),
      percent(2000, { productId: 'p' }),
      percent(1000, { sku: 'A' }),
    ]
    const withoutFirst = (n: number) => amountOf(offers.slice(0, n))
    expect([4, 3, 2].map(withoutFirst)).toEqual([900, 800, 400])
  })

  it('is of the highest priority, of equal ones the lowest, and none of drafts or archived lists', () => {
    const [low, high] = [
      amountOff({ priceListId: 'low' }, 500),
      amountOff({ priceListId: 'high', priority: 1 }, 900),
    ]
    const equal = amountOff({ priceListId: 'equal', priority: 1 }, 850)
    expect([amountOf([low, high]), amountOf([low, high, equal])]).toEqual([900, 850])
    expect(
      amountOf([amountOff({ status: 'draft' }, 1), amountOff({ status: 'archived' }, 2)]),
    ).toBe(undefined)
  })
})

const statuses = ['standard', 'silver', 'gold', 'vip'] as const
const instants = [1, 10, 20, 30].map((day) => new Date(Date.UTC(2027, 0, day)).toISOString())
const anInstant = fc.constantFrom(...instants)
const aTier = fc.record({
  minQuantity: fc.integer({ min: 1, max: 5 }),
  amount: fc.integer({ min: 1, max: 2000 }),
})
const anEntry = fc.record({
  kind: fc.constantFrom('sku', 'productId', 'categoryId'),
  tiers: fc.array(aTier, { minLength: 1, maxLength: 3 }),
})
const aList = fc.record({
  currency: fc.constantFrom('EUR', 'USD'),
  status: fc.constantFrom('draft' as const, 'active' as const, 'archived' as const),
  customerStatuses: fc.subarray([...statuses], { maxLength: 2 }),
  customerTags: fc.subarray(['press', 'staff']),
  priority: fc.integer({ min: 0, max: 2 }),
  startsAt: fc.option(anInstant, { nil: undefined }),
  endsAt: fc.option(anInstant, { nil: undefined }),
  entries: fc.array(anEntry, { minLength: 1, maxLength: 3 }),
})
const someOffers = fc
  .array(aList, { maxLength: 5 })
  .map((lists) =>
    lists.flatMap(({ entries, ...list }, n) =>
      entries.map(({ kind, tiers }) =>
        offer({ ...list, priceListId: `l${n}` }, { [kind]: 'A', tiers }),
      ),
    ),
  )
const aQuestion = fc.record({
  base: fc.integer({ min: 1, max: 2000 }).map(eur),
  currency: fc.constantFrom('EUR', 'USD'),
  quantity: fc.integer({ min: 1, max: 6 }),
  customer: fc.record({
    status: fc.option(fc.constantFrom(...statuses), { nil: undefined }),
    tags: fc.subarray(['press', 'staff']),
  }),
  at: anInstant,
})

describe('whatever the lists and whoever asks', () => {
  it('the price does not depend on the order of the lists', () => {
    const shuffled = someOffers.chain((offers) =>
      fc.tuple(
        fc.constant(offers),
        fc.shuffledSubarray(offers, { minLength: offers.length, maxLength: offers.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, aQuestion, ([offers, others], asked) => {
        const [one, other] = [listPriceOf(offers, asked), listPriceOf(others, asked)]
        expect(other?.price).toEqual(one?.price)
        expect(other?.list.priceListId).toBe(one?.list.priceListId)
      }),
    )
  })

  it('a list with a price runs, is in the currency and for the customer, and none of higher priority has one', () => {
    fc.assert(
      fc.property(someOffers, aQuestion, (offers, asked) => {
        const found = listPriceOf(offers, asked)
        const alone = offers.flatMap(({ list }) => {
          const own = offers.filter((one) => one.list.priceListId === list.priceListId)
          return listPriceOf(own, asked) ?? []
        })
        expect(found === undefined).toBe(alone.length === 0)
        if (!found) return
        const { list, price, minQuantity } = found
        expect([price.currency, list.currency]).toEqual([asked.currency, asked.currency])
        expect(phaseOf(list, asked.at)).toBe('running')
        expect(minQuantity).toBeLessThanOrEqual(asked.quantity)
        const { customerStatuses, customerTags } = list
        const { status, tags } = asked.customer
        const isTheirs =
          (status && customerStatuses.includes(status)) ||
          customerTags.some((tag) => tags.includes(tag))
        expect(isTheirs || customerStatuses.length + customerTags.length === 0).toBe(true)
        expect(Math.max(...alone.map((one) => one.list.priority))).toBe(list.priority)
        const rivals = alone.filter((one) => one.list.priority === list.priority)
        expect(Math.min(...rivals.map((one) => one.price.amount))).toBe(price.amount)
      }),
    )
  })

  it('who asks, and for how many, changes a price only where it is said to depend on that', () => {
    fc.assert(
      fc.property(someOffers, aQuestion, aQuestion, (offers, asked, { customer, quantity }) => {
        const depends = dependenciesOf(offers, asked)
        const price = listPriceOf(offers, asked)?.price
        if (!depends.includes('customer')) {
          expect(listPriceOf(offers, { ...asked, customer })?.price).toEqual(price)
        }
        if (!depends.includes('quantity')) {
          expect(listPriceOf(offers, { ...asked, quantity })?.price).toEqual(price)
        }
      }),
    )
  })
})
