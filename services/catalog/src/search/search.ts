import { createPostings } from './postings.ts'
import { understand } from './query.ts'
import { fullMatch, scoreSlots } from './scoring.ts'
import { createSynonymTable, type SynonymGroups } from './synonyms.ts'
import type { Dictionary } from './variants.ts'

export type Search = ReturnType<typeof createSearch>

/** Matches of a part of the words follow only when fewer products than this match them all. */
const fewEnough = 8

/** Full-text search over slots; the synonyms can be replaced at any time. */
export function createSearch(groups: SynonymGroups) {
  const postings = createPostings()
  let dictionary: Dictionary = { postings, synonyms: createSynonymTable(groups) }

  /** Slots, best first. */
  function find(query: string) {
    const { interpretations, didYouMean } = understand(query, dictionary)
    const { slots, scoreOf } = scoreSlots(postings, interpretations)
    const full = slots.filter((slot) => scoreOf(slot) >= fullMatch)
    const shown = full.length >= fewEnough ? full : slots
    return { slots: shown.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b), didYouMean }
  }

  return {
    add: postings.add,
    remove: postings.remove,
    find,
    replaceSynonyms: (next: SynonymGroups) => {
      dictionary = { postings, synonyms: createSynonymTable(next) }
    },
  }
}
