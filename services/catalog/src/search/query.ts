import type { Postings } from './postings.ts'
import type { SynonymTable } from './synonyms.ts'
import { hyphenated, isStopWord, stemsOf } from './text.ts'

/** How a term stands for a word of the query: whole words rank above beginnings, those above likenesses. */
export const tiers = { word: 3, prefix: 2, fuzzy: 1 } as const

export type Variant = { readonly term: string; readonly tier: number; readonly factor: number }

/** The terms that stand for one word of the query, and how many words of it they cover. */
export type Group = { readonly words: number; readonly variants: readonly Variant[] }

/** One way to understand a query: every group should match. */
export type Interpretation = {
  readonly groups: readonly Group[]
  readonly pairs: readonly string[]
}

export type Understanding = {
  readonly words: number
  readonly interpretations: readonly Interpretation[]
  /** The query respelled, when a word was not known as written. */
  readonly didYouMean?: string | undefined
}

export type Dictionary = { readonly postings: Postings; readonly synonyms: SynonymTable }
/** A dictionary with the groups of the query being read. */
type Reading = Dictionary & { readonly groups: Map<string, Group> }

const mostWords = 12
const mostInterpretations = 8
const mostPrefixes = 40
const synonymFactor = 0.85

/** Reads a query: its words as they stand, in other words, joined, split, or respelled. */
export function understand(query: string, { postings, synonyms }: Dictionary): Understanding {
  const dictionary = { postings, synonyms, groups: new Map<string, Group>() }
  const all = hyphenated(query).flat().slice(0, mostWords)
  const content = all.filter((word) => !isStopWord(word))
  const words = content.length > 0 ? content : all
  const respelled = words.map((word) => respell(word, dictionary))
  const changed = respelled.some((word, at) => word !== words[at])
  const interpretations = [
    interpretationOf(words, dictionary),
    ...(changed ? [interpretationOf(respelled, dictionary)] : []),
    ...joined(words, dictionary),
    ...split(words, dictionary),
    ...rephrased(respelled, dictionary),
  ].slice(0, mostInterpretations)
  return {
    words: words.length,
    interpretations,
    didYouMean: changed ? respelled.join(' ') : undefined,
  }
}

function interpretationOf(words: readonly string[], dictionary: Reading): Interpretation {
  const groups = words.map((word, at) => {
    const last = at === words.length - 1
    const key = `${word} ${last ? 'last' : ''}`
    return shared(key, dictionary, () => ({
      words: 1,
      variants: variantsOf(word, dictionary, { last }),
    }))
  })
  return { groups, pairs: pairsOf(words) }
}

/** The same group in several interpretations is looked up once. */
function shared(key: string, { groups }: Reading, make: () => Group): Group {
  const group = groups.get(key) ?? make()
  groups.set(key, group)
  return group
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).flatMap((word, at) => {
    const before = stemsOf(words[at] ?? '')
    return stemsOf(word).map((stem, language) => `${before[language]} ${stem}`)
  })
}

function variantsOf(word: string, dictionary: Dictionary, { last }: { last: boolean }): Variant[] {
  const whole = wholeWord(word, dictionary, 1)
  const known = whole.length > 0
  const prefixes = last || !known ? beginnings(word, dictionary, known) : []
  if (known || prefixes.length > 0) return [...whole, ...prefixes]
  return alike(word, dictionary)
}

/** The word as written, its stems, and its synonyms. */
function wholeWord(word: string, dictionary: Dictionary, factor: number): Variant[] {
  const own = present([word, ...stemsOf(word)], dictionary, factor)
  const others = dictionary.synonyms
    .wordsFor(word)
    .flatMap((other) => present([other, ...stemsOf(other)], dictionary, factor * synonymFactor))
  return [...own, ...others]
}

function present(terms: readonly string[], { postings }: Dictionary, factor: number): Variant[] {
  return terms
    .filter((term) => postings.find(term))
    .map((term) => ({ term, tier: tiers.word, factor }))
}

function beginnings(word: string, { postings }: Dictionary, known: boolean): Variant[] {
  if (word.length < (known ? 3 : 2)) return []
  return postings.vocabulary
    .startingWith(word, mostPrefixes)
    .map((term) => ({ term, tier: tiers.prefix, factor: word.length / term.length }))
}

function alike(word: string, dictionary: Dictionary): Variant[] {
  return corrections(word, dictionary)
    .flatMap((candidate) => wholeWord(candidate, dictionary, 0.8))
    .map((variant) => ({ ...variant, tier: tiers.fuzzy }))
}

function corrections(word: string, { postings, synonyms }: Dictionary): string[] {
  const inIndex = postings.vocabulary.like(word)
  const inTable = synonyms.like(word)
  return [...new Set([...inIndex, ...inTable])]
}

/** Whether the index or the table knows a word, at least by its stem. */
function isKnown(word: string, dictionary: Dictionary): boolean {
  return wholeWord(word, dictionary, 1).length > 0 || dictionary.synonyms.knows(word)
}

function respell(word: string, dictionary: Dictionary): string {
  if (isKnown(word, dictionary)) return word
  if (beginnings(word, dictionary, false).length > 0) return word
  const weightOf = (candidate: string) => dictionary.postings.find(candidate)?.slots.length ?? 0
  const best = corrections(word, dictionary).toSorted((a, b) => weightOf(b) - weightOf(a))[0]
  return best ?? word
}

/** `book case` may be written in one word. */
function joined(words: readonly string[], dictionary: Reading): Interpretation[] {
  return words.slice(1).flatMap((word, at) => {
    const whole = `${words[at]}${word}`
    if (!isKnown(whole, dictionary)) return []
    return [replaced(words, { at, length: 2, by: [whole] }, dictionary)]
  })
}

/** `sofabed` may be written in two words. */
function split(words: readonly string[], dictionary: Reading): Interpretation[] {
  return words.flatMap((word, at) => {
    if (word.length < 6 || isKnown(word, dictionary)) return []
    const parts = halves(word).find((both) => both.every((half) => isWritten(half, dictionary)))
    return parts ? [replaced(words, { at, length: 1, by: parts }, dictionary)] : []
  })
}

const isWritten = (word: string, { postings }: Dictionary) => postings.vocabulary.has(word)

function halves(word: string): string[][] {
  const cuts = Array.from({ length: Math.max(word.length - 5, 0) }, (_, i) => i + 3)
  return cuts.map((cut) => [word.slice(0, cut), word.slice(cut)])
}

/** Other phrases of the synonym table that stand for a part of the query. */
function rephrased(words: readonly string[], dictionary: Reading): Interpretation[] {
  return words.flatMap((_, at) =>
    dictionary.synonyms
      .phrasesAt(words, at)
      .map(({ length, words: by }) => replaced(words, { at, length, by }, dictionary)),
  )
}

/** A query with a part said in other words; together they count as what they replace. */
function replaced(
  words: readonly string[],
  { at, length, by }: { at: number; length: number; by: readonly string[] },
  dictionary: Reading,
): Interpretation {
  const kept = interpretationOf(words, dictionary).groups
  const share = length / by.length
  const inserted = by.map((word) =>
    shared(`${word} ${share}`, dictionary, () => ({
      words: share,
      variants: wholeWord(word, dictionary, synonymFactor),
    })),
  )
  return {
    groups: [...kept.slice(0, at), ...inserted, ...kept.slice(at + length)],
    pairs: pairsOf([...words.slice(0, at), ...by, ...words.slice(at + length)]),
  }
}
