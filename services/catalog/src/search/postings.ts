import { type SearchEntry, termsOf } from './entry-terms.ts'
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
    const found = termsOf(entry)
    for (const [term, weight] of found.terms) {
      const posting = entryOf(terms, term, emptyPosting)
      posting.slots.push(slot)
      posting.weights.push(weight)
      if (!isStem(term)) vocabulary.add(term)
    }
    for (const pair of found.pairs) entryOf(pairs, pair, emptyList).push(slot)
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

const emptyPosting = (): Posting => ({ slots: [], weights: [] })
const emptyList = (): number[] => []

function entryOf<T>(map: Map<string, T>, key: string, empty: () => T): T {
  const known = map.get(key)
  if (known) return known
  const made = empty()
  map.set(key, made)
  return made
}

const isStem = (term: string): boolean => term[1] === ':'
