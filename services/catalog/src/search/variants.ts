import type { Postings } from './postings.ts'
import type { SynonymTable } from './synonyms.ts'
import { isUnspaced, stemsOf } from './text.ts'

/** How a term stands for a word of the query: whole words rank above beginnings, those above likenesses. */
export const tiers = { word: 3, prefix: 2, fuzzy: 1 } as const

/** A term of the index that stands for a word of a query, more or less. */
export type Variant = { readonly term: string; readonly tier: number; readonly factor: number }

export type Dictionary = { readonly postings: Postings; readonly synonyms: SynonymTable }

const mostPrefixes = 40
const synonymFactor = 0.85
const likenessFactor = 0.8

/** The terms that stand for a word; beginnings of others too when it is the last one, or not known whole. */
export function variantsOf(word: string, dictionary: Dictionary, { last }: { last: boolean }) {
  const whole = wholeWord(word, dictionary, 1)
  const known = whole.length > 0
  const prefixes = last || !known ? beginnings(word, dictionary, known) : []
  if (known || prefixes.length > 0) return [...whole, ...prefixes]
  return corrections(word, dictionary)
    .flatMap((candidate) => wholeWord(candidate, dictionary, likenessFactor))
    .map((variant) => ({ ...variant, tier: tiers.fuzzy }))
}

/** The terms of a word of the synonym table. */
export function translated(word: string, dictionary: Dictionary): Variant[] {
  return wholeWord(word, dictionary, synonymFactor)
}

/** The word as written, its stems, and its synonyms. */
function wholeWord(word: string, dictionary: Dictionary, factor: number): Variant[] {
  const others = dictionary.synonyms
    .wordsFor(word)
    .flatMap((other) => present(other, dictionary, factor * synonymFactor))
  return [...present(word, dictionary, factor), ...others]
}

function present(word: string, { postings }: Dictionary, factor: number): Variant[] {
  return [word, ...stemsOf(word)]
    .filter((term) => postings.find(term))
    .map((term) => ({ term, tier: tiers.word, factor }))
}

function beginnings(word: string, { postings }: Dictionary, known: boolean): Variant[] {
  if (word.length < shortestBeginning(word, known)) return []
  return postings.vocabulary
    .startingWith(word, mostPrefixes)
    .map((term) => ({ term, tier: tiers.prefix, factor: word.length / term.length }))
}

/** The last letter of a text without spaces begins what may follow it; other words need more letters. */
function shortestBeginning(word: string, known: boolean): number {
  if (isUnspaced(word)) return 1
  return known ? 3 : 2
}

/** Words that a word may be a misspelling of and that something can be found by, most used first. */
function corrections(word: string, dictionary: Dictionary): string[] {
  const { postings, synonyms } = dictionary
  const candidates = new Set([...postings.vocabulary.like(word), ...synonyms.like(word)])
  const usesOf = (candidate: string) => postings.find(candidate)?.slots.length ?? 0
  return [...candidates]
    .filter((candidate) => leadsSomewhere(candidate, dictionary))
    .sort((a, b) => usesOf(b) - usesOf(a))
}

/** Whether a word, by itself or by what it also means, is in the index. */
export function leadsSomewhere(word: string, dictionary: Dictionary): boolean {
  if (wholeWord(word, dictionary, 1).length > 0) return true
  return dictionary.synonyms
    .phrasesAt([word], 0)
    .some(({ words }) => words.every((other) => wholeWord(other, dictionary, 1).length > 0))
}

/** The word, or what it may be a misspelling of when neither index nor synonyms know it. */
export function respell(word: string, dictionary: Dictionary): string {
  const { synonyms } = dictionary
  if (synonyms.knows(word) || leadsSomewhere(word, dictionary)) return word
  if (beginnings(word, dictionary, false).length > 0) return word
  return corrections(word, dictionary)[0] ?? word
}
