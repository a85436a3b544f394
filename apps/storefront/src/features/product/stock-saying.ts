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

/** What a live stream has said since the page came. `wasFew`: it said before that few, or none, are left. */
export type StockHeard = StockSeen & { readonly wasFew: boolean }

export function hearStock(before: StockHeard | undefined, { level, left }: StockSeen): StockHeard {
  return { level, left, wasFew: before !== undefined && (before.wasFew || before.level !== 'ok') }
}

/**
 * What is shown now. The stream counts only below the threshold of its SKU, pages from a number of their own: that it says no number
 * takes none away that a page was rendered with, unless it said itself that there were few.
 */
export function shownStock(rendered: StockSeen, heard: StockHeard | undefined): StockSeen {
  if (!heard) return rendered
  const saysLess = heard.level === 'ok' && heard.left === undefined && !heard.wasFew
  return saysLess && rendered.level === 'low' ? rendered : heard
}

export function sayingOf({ level, left }: StockSeen, words: Words): string {
  if (level === 'out' || level === 'oversold') return words.out
  return left === undefined ? words.inStock : words.left(left)
}
