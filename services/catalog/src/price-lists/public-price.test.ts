import { describe, expect, it } from 'vitest'
import type { PriceList } from './price-list.ts'
import { archivePriceList, changePriceList, newPriceList } from './price-list-change.ts'
import { offersInTime, publicPriceOf } from './public-price.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const day = (n: number) => new Date(Date.UTC(2027, 0, n))
const base = (...points: [dayOfJanuary: number, amount: number][]) =>
  points.map(([n, amount]) => ({ sku: 'A', price: eur(amount), from: day(n).toISOString() }))

const content = (amount: number, over: object = {}) => ({
  name: { en: 'Sale' },
  currency: 'EUR',
  customerStatuses: [],
  customerTags: [],
  priority: 0,
  entries: [{ sku: 'A', tiers: [{ minQuantity: 1, amount }] }],
  ...over,
})
const sale = (amount: number, over: object = {}) =>
  newPriceList('sale', content(amount, over), day(1)).list
const window = (from: number, to: number) => ({
  startsAt: day(from).toISOString(),
  endsAt: day(to).toISOString(),
})

function shownOn(n: number, history: ReturnType<typeof base>, lists: readonly PriceList[]) {
  const variant = { sku: 'A', price: history.at(-1)?.price ?? eur(0) }
  const publishedAt = day(1).toISOString()
  const offers = lists.flatMap(offersInTime)
  const { price, compareAtPrice, lowestPriceOf30Days } = publicPriceOf(
    { variant, history, publishedAt },
    offers,
    day(n).toISOString(),
  )
  return [price.amount, compareAtPrice?.amount, lowestPriceOf30Days?.amount]
}

describe('what everyone pays while a list runs', () => {
  it('stands beside the lowest price of the 30 days before', () => {
    const history = base([1, 900], [2, 1200], [40, 1000], [45, 1100])
    expect(shownOn(60, history, [sale(700, window(50, 70))])).toEqual([700, 1000, 1000])
    expect(shownOn(70, history, [sale(700, window(50, 70))])).toEqual([1100, undefined, undefined])
  })

  it('counts earlier sales: a price of 800 three weeks ago is what 700 is compared with', () => {
    const lists = [
      sale(800, window(30, 35)),
      { ...sale(700, window(50, 70)), priceListId: 'second' },
    ]
    expect(shownOn(60, base([1, 1000]), lists)).toEqual([700, 800, 800])
  })

  it('shows no former price that is not above what is paid', () => {
    const dip = base([1, 1000], [30, 600], [35, 1000])
    expect(shownOn(60, dip, [sale(700, window(50, 70))])).toEqual([700, undefined, undefined])
  })

  it('looks back from the start of the reduction, not from today', () => {
    const history = base([1, 1000])
    expect(shownOn(90, history, [sale(700, window(50, 100))])).toEqual([700, 1000, 1000])
  })

  it('shows no former price where the list is dearer, or nobody has paid another one', () => {
    expect(shownOn(60, base([1, 1000]), [sale(1200, window(50, 70))])).toEqual([
      1200,
      undefined,
      undefined,
    ])
    expect(shownOn(60, base([1, 1000]), [sale(700)])).toEqual([700, undefined, undefined])
  })

  it('does not count what a draft would have cost', () => {
    const history = base([1, 2000], [30, 1000])
    const variant = { sku: 'A', price: eur(1000) }
    const publishedAt = day(40).toISOString()
    const offers = offersInTime(sale(700, window(50, 70)))
    const shown = publicPriceOf({ variant, history, publishedAt }, offers, day(60).toISOString())
    expect(shown.lowestPriceOf30Days).toEqual(eur(1000))
    const early = offersInTime(sale(700, window(40, 70)))
    const first = publicPriceOf({ variant, history, publishedAt }, early, day(60).toISOString())
    expect(first.compareAtPrice).toBeUndefined()
  })
})

describe('a list that is changed while it runs', () => {
  const running = sale(700, window(50, 90))
  const changeTo = (amount: number, n: number, over: object = window(50, 90)) =>
    changePriceList(running, content(amount, over), day(n))?.next ?? running

  it('leaves what everyone paid until then', () => {
    const history = base([1, 1000])
    expect(shownOn(65, history, [changeTo(600, 60)])).toEqual([600, 700, 700])
    const archived = archivePriceList(running, day(60))?.next ?? running
    const second = { ...sale(650, window(70, 80)), priceListId: 'second' }
    expect(shownOn(75, history, [archived, second])).toEqual([650, 700, 700])
  })

  it('keeps an entry that stays as it is: its reduction began when it began', () => {
    const history = base([1, 1000], [45, 900])
    const renamed = changeTo(700, 85, { ...window(50, 90), name: { en: 'Last days' } })
    expect([renamed.past, shownOn(88, history, [renamed])]).toEqual([[], [700, 900, 900]])
  })

  it('leaves nothing of a price that had not begun, or was for some customers only', () => {
    expect(changeTo(600, 40).past).toEqual([])
    const vips = sale(700, { customerStatuses: ['vip'] })
    expect(archivePriceList(vips, day(60))?.next.past).toEqual([])
  })

  it('changes nothing when it is as asked already', () => {
    expect(changePriceList(running, content(700, window(50, 90)), day(60))).toBeUndefined()
  })
})
