import { hyphenated, isStopWord, isUnspaced, stemsOf } from './text.ts'
import {
  type Dictionary,
  leadsSomewhere,
  respell,
  translated,
  type Variant,
  variantsOf,
} from './variants.ts'

/**
 * What stands for a part of the query, and how many of its words that part has. A product must match each of `all`:
 * several when words were put in the place of others, which count together or not at all.
 */
export type Group = { readonly words: number; readonly all: readonly (readonly Variant[])[] }

/** One way to understand a query: the more of its groups match, the better. */
export type Interpretation = {
  readonly groups: readonly Group[]
  readonly pairs: readonly string[]
}

/** A dictionary with the groups that were looked up for the query being read. */
type Reader = Dictionary & { readonly known: Map<string, Group> }
type Words = readonly string[]

const mostWords = 12
const mostInterpretations = 16

/** Reads a query: its words as they stand, respelled, joined, split, and in other words. */
export function understand(query: string, dictionary: Dictionary) {
  const reader: Reader = { ...dictionary, known: new Map() }
  const all = queryWords(query).slice(0, mostWords)
  const content = all.filter((word) => !isStopWord(word))
  const words = content.length > 0 ? content : all
  const respelled = words.map((word) => respell(word, reader))
  const changed = respelled.some((word, at) => word !== words[at])
  const written = changed ? [words, respelled] : [words]
  const readings = [...written, ...joined(words, reader), ...split(words, reader)]
  const interpretations = [
    ...readings.map((reading) => literally(reading, reader)),
    ...readings.flatMap((reading) => inOtherWords(reading, reader)),
  ]
  return {
    interpretations: interpretations.slice(0, mostInterpretations),
    /** The query respelled, when a word was not known as written. */
    didYouMean: changed ? respelled.join(' ') : undefined,
  }
}

/** The last letter of a text without spaces says nothing that the pair before it does not say. */
function queryWords(query: string): string[] {
  const words = hyphenated(query).flat()
  return words.filter((word, at) => {
    const before = words[at - 1] ?? ''
    return !(isUnspaced(word) && before.length > word.length && before.endsWith(word))
  })
}

function literally(words: Words, reader: Reader): Interpretation {
  const groups = words.map((word, at) => {
    const last = at === words.length - 1
    const make = () => ({ words: 1, all: [variantsOf(word, reader, { last })] })
    return lookUp(`${word} ${last}`, reader, make)
  })
  return { groups, pairs: pairsOf(words) }
}

/** The same part in several readings is looked up once. */
function lookUp(key: string, { known }: Reader, make: () => Group): Group {
  const group = known.get(key) ?? make()
  known.set(key, group)
  return group
}

function pairsOf(words: Words): string[] {
  return words.slice(1).flatMap((word, at) => {
    const before = stemsOf(words[at] ?? '')
    return stemsOf(word).map((stem, language) => `${before[language]} ${stem}`)
  })
}

/** `book case` may be written in one word. */
function joined(words: Words, reader: Reader): string[][] {
  return words.slice(1).flatMap((word, at) => {
    const whole = `${words[at]}${word}`
    if (!leadsSomewhere(whole, reader)) return []
    return [[...words.slice(0, at), whole, ...words.slice(at + 2)]]
  })
}

/** `sofabed` may be written in two words. */
function split(words: Words, reader: Reader): string[][] {
  return words.flatMap((word, at) => {
    if (leadsSomewhere(word, reader)) return []
    const isWritten = (half: string) => reader.postings.vocabulary.has(half)
    const parts = halvesOf(word).find((both) => both.every(isWritten))
    return parts ? [[...words.slice(0, at), ...parts, ...words.slice(at + 1)]] : []
  })
}

function halvesOf(word: string): string[][] {
  const cuts = Array.from({ length: Math.max(word.length - 5, 0) }, (_, i) => i + 3)
  return cuts.map((cut) => [word.slice(0, cut), word.slice(cut)])
}

/** Other phrases of the synonym table in the place of a part of the query, those the index has. */
function inOtherWords(words: Words, reader: Reader): Interpretation[] {
  const asWritten = literally(words, reader).groups
  return words.flatMap((_, at) =>
    reader.synonyms.phrasesAt(words, at).flatMap(({ length, words: by }) => {
      const make = () => ({ words: length, all: by.map((word) => translated(word, reader)) })
      const group = lookUp(`${by.join('+')} ${length}`, reader, make)
      if (group.all.some((variants) => variants.length === 0)) return []
      const [before, after] = [words.slice(0, at), words.slice(at + length)]
      const groups = [...asWritten.slice(0, at), group, ...asWritten.slice(at + length)]
      return [{ groups, pairs: pairsOf([...before, ...by, ...after]) }]
    }),
  )
}
