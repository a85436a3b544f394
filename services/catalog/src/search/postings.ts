import { type SearchEntry, termsOf } from './entry-terms.ts'
import { createVocabulary } from './vocabulary.ts'

/** Where a term stands: slots with the weight it has there. */
type Posting = { readonly slots: number[]; readonly weights: number[] }

export type Postings = ReturnType<typeof createPostings>

/** The inverted index: a product stands in one slot; a change takes a new one. */
export function createPostings() {
  const terms = new Map<string, Posting>()
  const pairs = new Map<string, number[]>()
  const vocabulary = createVocabulary()
  const living: boolean[] = []
  let alive = 0

  function add(slot: number, entry: SearchEntry): void {
    const found = termsOf(entry)
    for (const [term, weight] of found.terms) {
      const posting = terms.get(term) ?? { slots: [], weights: [] }
      posting.slots.push(slot)
      posting.weights.push(weight)
      terms.set(term, posting)
      if (!isStem(term)) vocabulary.add(term)
    }
    for (const pair of found.pairs) {
      const slots = pairs.get(pair) ?? []
      slots.push(slot)
      pairs.set(pair, slots)
    }
    living[slot] = true
    alive++
  }

  function remove(slot: number): void {
    if (!living[slot]) return
    living[slot] = false
    alive--
  }

  return {
    vocabulary,
    /** Slots that were ever used, living or not. */
    size: () => living.length,
    isAlive: (slot: number) => living[slot] === true,
    alive: () => alive,
    find: (term: string) => terms.get(term),
    findPair: (pair: string) => pairs.get(pair) ?? [],
    add,
    remove,
  }
}

const isStem = (term: string): boolean => term[1] === ':'
