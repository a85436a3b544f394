/** How many ranges of equal width a list's prices are counted in. */
export const priceBars = 12

/**
 * How many prices are in each of the ranges from `min` to `max`, in minor units; nothing where all cost the same.
 * @example priceBarsOf([100, 150, 1_300], { min: 100, max: 1_300 }) // [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
 */
export function priceBarsOf(
  prices: readonly number[],
  { min, max }: { readonly min: number; readonly max: number },
): number[] | undefined {
  if (max <= min) return undefined
  const counts = Array.from({ length: priceBars }, () => 0)
  for (const price of prices) {
    const bar = Math.min(priceBars - 1, Math.floor(((price - min) / (max - min)) * priceBars))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return counts
}
