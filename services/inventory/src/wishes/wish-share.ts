export type WishShare = {
  /** How many of the SKU can be sold now. */
  readonly available: number
  /** How many are told for each that can be sold: not everybody who is told buys. */
  readonly perUnit: number
  /** How many were told lately, and may still buy. */
  readonly toldLately: number
}

/**
 * How many more wishes may be told: a crowd that is called for two pieces is mostly disappointed.
 * @example wishShare({ available: 2, perUnit: 3, toldLately: 4 }) // 2
 */
export function wishShare({ available, perUnit, toldLately }: WishShare): number {
  return Math.max(0, Math.ceil(available * perUnit) - toldLately)
}
