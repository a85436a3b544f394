import type { SearchEntry } from './entry-terms.ts'
import { createPostings } from './postings.ts'
import { understand } from './query.ts'
import { createScoring, fullMatch } from './scoring.ts'
import { createSynonymTable } from './synonyms.ts'
import type { Dictionary } from './variants.ts'

export type Hits = {
  /** Slots, best first. */
  readonly slots: readonly number[]
  readonly didYouMean?: string | undefined
}

/** Full-text search over slots; the synonyms can be replaced at any time. */
export type Search = {
  add(slot: number, entry: SearchEntry): void
  remove(slot: number): void
  find(query: string): Hits
  replaceSynonyms(groups: readonly (readonly string[])[]): void
}

/** Matches of a part of the words follow only when fewer products than this match them all. */
const fewEnough = 8

export function createSearch(groups: readonly (readonly string[])[]): Search {
  const postings = createPostings()
  let dictionary: Dictionary = { postings, synonyms: createSynonymTable(groups) }

  function find(query: string): Hits {
    const { interpretations, didYouMean } = understand(query, dictionary)
    const scoring = createScoring(postings)
    for (const interpretation of interpretations) scoring.add(interpretation)
    const { slots, scoreOf } = scoring.take()
    const full = slots.filter((slot) => scoreOf(slot) >= fullMatch)
    const shown = full.length >= fewEnough ? full : slots
    return {
      slots: shown.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b),
      ...(didYouMean !== undefined && { didYouMean }),
    }
  }

  return {
    add: postings.add,
    remove: postings.remove,
    find,
    replaceSynonyms: (next) => {
      dictionary = { postings, synonyms: createSynonymTable(next) }
    },
  }
}
