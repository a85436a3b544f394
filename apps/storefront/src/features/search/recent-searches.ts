import type { Suggestion } from '@comptoir/contracts/catalog/category-schemas'
import { withSearch } from './suggestions.ts'

const place = 'comptoir.searches'

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** The last searches of this browser, which no one else learns. They lead to the search itself: they have no slug. */
export const readSearches = (): readonly Suggestion[] =>
  read().map((text) => ({ kind: 'product', text }))

/** Keeps what was searched for; a browser that keeps nothing is no reason to fail. */
export function keepSearch(q: string): void {
  if (q === '') return
  try {
    localStorage.setItem(place, JSON.stringify(withSearch(read(), q)))
  } catch {
    // private windows may refuse
  }
}
