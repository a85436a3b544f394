import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'

/** What shoppers see of the stock of a variant. */
export type StockSeen = { readonly level: StockChange['level']; readonly left?: number | undefined }

type Words = {
  readonly inStock: string
  readonly out: string
  readonly left: (count: number) => string
}

/** Few: a shopper may want to know. */
const fewAtMost = 5

/** What a page is rendered with, from the catalogue's copy of the stock. */
export function stockOf(variant: { inStock: boolean; available: number }): StockSeen {
  if (!variant.inStock) return { level: 'out' }
  const isFew = variant.available <= fewAtMost
  return isFew ? { level: 'low', left: variant.available } : { level: 'ok' }
}

export function sayingOf({ level, left }: StockSeen, words: Words): string {
  if (level === 'out' || level === 'oversold') return words.out
  return left === undefined ? words.inStock : words.left(left)
}
