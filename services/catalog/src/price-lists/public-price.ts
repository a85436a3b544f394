import type { Money } from '@comptoir/contracts/common'
import { type PricePoint, priorPrice, shownFormerPrice } from '../products/price-history.ts'
import { type ListPrice, listPriceOf, type Offer, type PriceList } from './price-list.ts'
import { pastPriceOf } from './price-list-change.ts'

/** What everyone pays for one piece, and the former prices that the law lets a shop show beside it. */
export type PublicPrice = {
  readonly price: Money
  readonly compareAtPrice?: Money | undefined
  readonly lowestPriceOf30Days?: Money | undefined
  readonly byList?: ListPrice | undefined
}

export type PricedVariant = {
  readonly variant: { sku: string; price: Money; compareAtPrice?: Money | undefined }
  /** The base prices of the product's variants, and when it was first for sale. */
  readonly history: readonly PricePoint[]
  readonly publishedAt?: string | undefined
}

const everyone = { customer: {}, quantity: 1 }
const forever = '9999-12-31T23:59:59.999Z'

/**
 * The price for everyone at an instant. A list for everyone announces a reduction: beside it stands the lowest price of the 30
 * days before (code de la consommation, L112-1-1), where that is more. A base price is a reduction where staff say so.
 */
export function publicPriceOf(
  { variant, history, publishedAt }: PricedVariant,
  offers: readonly Offer[],
  at: string,
): PublicPrice {
  if (offers.length === 0 && !variant.compareAtPrice) return { price: variant.price }
  const own = history.filter(({ sku }) => sku === variant.sku)
  const shown = onSale(offers.length > 0 ? pricesInTime(own, offers, at) : own, publishedAt)
  const { price: base } = variant
  const byList = listPriceOf(offers, { ...everyone, base, currency: base.currency, at })
  const price = byList?.price ?? base
  const prior = priorPrice(shown, variant.sku)
  const compareAtPrice = byList ? moreThan(price, prior) : shownFormerPrice(variant, shown)
  if (!compareAtPrice) return { price, byList }
  return { price, byList, compareAtPrice, lowestPriceOf30Days: prior }
}

/**
 * The entries of a list by which everyone pays, or paid until they were changed, a price for one piece: each in a list whose
 * window is its own time.
 */
export function offersInTime(list: PriceList): Offer[] {
  const current = list.entries.flatMap((entry) => pastPriceOf(list, entry, forever) ?? [])
  return [...list.past, ...current].map(
    ({ from, until, priority, amount, percentOffBps, ...target }) => ({
      list: {
        ...list,
        ...{ status: 'active', customerStatuses: [], customerTags: [], priority },
        ...{ startsAt: from, endsAt: until, entries: [], past: [] },
      },
      entry: { ...target, tiers: [{ minQuantity: 1, amount, percentOffBps }], since: from },
    }),
  )
}

/** Every price that everyone paid until an instant: base prices, and lists while they ran. */
function pricesInTime(
  base: readonly PricePoint[],
  offers: readonly Offer[],
  until: string,
): PricePoint[] {
  const moments = [
    ...base.map(({ from }) => from),
    ...offers.flatMap(({ list }) => [list.startsAt ?? '', list.endsAt ?? '']),
  ]
  const times = [...new Set(moments)].filter((moment) => moment !== '' && moment <= until).sort()
  const points: PricePoint[] = []
  for (const at of times) {
    const point = base.findLast(({ from }) => from <= at)
    if (!point) continue
    const { currency } = point.price
    const found = listPriceOf(offers, { ...everyone, base: point.price, currency, at })
    const price = found?.price ?? point.price
    if (points.at(-1)?.price.amount !== price.amount) points.push({ ...point, price, from: at })
  }
  return points
}

/** The prices of when it was for sale: those of a draft nobody paid. */
function onSale(points: readonly PricePoint[], publishedAt: string | undefined): PricePoint[] {
  if (publishedAt === undefined) return [...points]
  return points
    .filter((_, n) => (points[n + 1]?.from ?? forever) > publishedAt)
    .map((point) => (point.from < publishedAt ? { ...point, from: publishedAt } : point))
}

const moreThan = (price: Money, other: Money | undefined): Money | undefined =>
  other && other.amount > price.amount ? other : undefined
