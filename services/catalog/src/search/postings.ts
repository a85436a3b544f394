import { type EntryTerms, type SearchEntry, termsOf } from './entry-terms.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Where a term stands: slots with the weight it has there. */
export type Posting = { readonly slots: number[]; readonly weights: number[] }

/** The inverted index: a product stands in one slot; a change takes a new one. */
export type Postings = {
  readonly vocabulary: Vocabulary
  /** Slots that were ever used, living or not. */
  size(): number
  isAlive(slot: number): boolean
  alive(): number
  find(term: string): Posting | undefined
  findPair(pair: string): readonly number[]
  add(slot: number, entry: SearchEntry): void
  remove(slot: number): void
}

export function createPostings(): Postings {
  const terms = new Map<string, Posting>()
  const pairs = new Map<string, number[]>()
  const vocabulary = createVocabulary()
  const living: boolean[] = []
  let alive = 0

  function add(slot: number, entry: SearchEntry): void {
    const found: EntryTerms = termsOf(entry)
    for (const [term, weight] of found.terms) {
      const posting = terms.get(term) ?? { slots: [], weights: [] }
      if (posting.slots.length === 0) terms.set(term, posting)
      posting.slots.push(slot)
      posting.weights.push(weight)
      if (!isStem(term)) vocabulary.add(term)
    }
    for (const pair of found.pairs) {
      const slots = pairs.get(pair)
      if (slots) slots.push(slot)
      else pairs.set(pair, [slot])
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
    size: () => living.length,
    isAlive: (slot) => living[slot] === true,
    alive: () => alive,
    find: (term) => terms.get(term),
    findPair: (pair) => pairs.get(pair) ?? [],
    add,
    remove,
  }
}

const isStem = (term: string): boolean => term[1] === ':'
