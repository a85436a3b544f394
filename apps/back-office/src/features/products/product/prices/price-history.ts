import type { ProductView } from '@comptoir/contracts/catalog/schemas'

type Point = NonNullable<ProductView['priceHistory']>[number]

const monthMs = 30 * 86_400_000

/** The prices that a SKU had, the last first. */
export const pricesOf = (history: readonly Point[], sku: string): readonly Point[] =>
  history.filter((point) => point.sku === sku).toReversed()

/**
 * The lowest price of a SKU that was in force on any of the last thirty days, the present one too: what a reduction that is announced
 * today is compared with (code de la consommation, L112-1-1).
 */
export function lowestOf30Days(history: readonly Point[], sku: string, now: Date) {
  const points = history.filter((point) => point.sku === sku)
  const start = now.getTime() - monthMs
  const inForce = points.filter((_, n) => Date.parse(points[n + 1]?.from ?? '9999-12-31') > start)
  return inForce
    .map(({ price }) => price)
    .reduce<Point['price'] | undefined>(
      (least, price) => (least && least.amount <= price.amount ? least : price),
      undefined,
    )
}
