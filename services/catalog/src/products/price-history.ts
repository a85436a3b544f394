import type { Money } from '@comptoir/contracts/common'

/** A price and the moment it took effect; the list is only ever added to. */
export type PricePoint = { readonly sku: string; readonly price: Money; readonly from: string }

const month = 30 * 24 * 60 * 60 * 1000

/** Adds the prices that differ from the last known ones. */
export function recordPrices(
  history: readonly PricePoint[],
  variants: readonly { sku: string; price: Money }[],
  now: Date,
): PricePoint[] {
  const from = now.toISOString()
  const changed = variants.filter(
    ({ sku, price }) => lastPrice(history, sku)?.price.amount !== price.amount,
  )
  return [...history, ...changed.map(({ sku, price }) => ({ sku, price, from }))]
}

export function lastPrice(history: readonly PricePoint[], sku: string): PricePoint | undefined {
  return history.findLast((point) => point.sku === sku)
}

/**
 * The price that an announced reduction compares with (code de la consommation, L112-1-1): the lowest one applied in
 * the 30 days before it; nothing when the current price is not a reduction.
 */
export function priorPrice(history: readonly PricePoint[], sku: string): Money | undefined {
  const points = history.filter((point) => point.sku === sku)
  const current = points.at(-1)
  const before = points.at(-2)
  if (!current || !before || current.price.amount >= before.price.amount) return undefined
  const windowStart = Date.parse(current.from) - month
  const inForce = points.slice(0, -1).filter((_, index) => {
    const end = points[index + 1]
    return end !== undefined && Date.parse(end.from) > windowStart
  })
  return inForce.map((point) => point.price).reduce((a, b) => (b.amount < a.amount ? b : a))
}

/** The former price that may be shown beside a price: never more than what the history proves. */
export function shownFormerPrice(
  variant: { sku: string; price: Money; compareAtPrice?: Money | undefined },
  history: readonly PricePoint[],
): Money | undefined {
  const claimed = variant.compareAtPrice
  const proven = priorPrice(history, variant.sku)
  if (!claimed || !proven || proven.amount <= variant.price.amount) return undefined
  return claimed.amount <= proven.amount && claimed.amount > variant.price.amount ? claimed : proven
}
