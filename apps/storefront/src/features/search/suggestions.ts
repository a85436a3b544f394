import type { Suggestion } from '@comptoir/contracts/catalog/category-schemas'

export type SuggestionKind = Suggestion['kind']
export type SuggestionGroup = {
  readonly kind: SuggestionKind
  readonly items: readonly Suggestion[]
}

const order: readonly SuggestionKind[] = ['product', 'category', 'brand']

/** Suggestions by kind, products first; kinds without any are left out. */
export function groupSuggestions(suggestions: readonly Suggestion[]): readonly SuggestionGroup[] {
  return order
    .map((kind) => ({ kind, items: suggestions.filter((one) => one.kind === kind) }))
    .filter(({ items }) => items.length > 0)
}

/** Where a suggestion leads to. */
export function suggestionPath({ kind, slug, text }: Suggestion, locale: string): string {
  if (kind === 'product' && slug !== undefined) return `/${locale}/p/${slug}`
  if (kind === 'category' && slug !== undefined) return `/${locale}/c/${slug}`
  const query = new URLSearchParams([[kind === 'brand' ? 'brand' : 'q', text]])
  return `/${locale}/search?${query}`
}

/** The place in a list of so many after a key of the arrows; -1 is the field itself. Nothing for another key. */
export function movedTo(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return at + 1 >= count ? -1 : at + 1
  if (key === 'ArrowUp') return at < 0 ? count - 1 : at - 1
  return undefined
}

const keptAtMost = 5

/** The searches that a browser keeps, the last one first, each once. */
export const withSearch = (searches: readonly string[], q: string): readonly string[] =>
  [q, ...searches.filter((one) => one !== q)].slice(0, keptAtMost)
