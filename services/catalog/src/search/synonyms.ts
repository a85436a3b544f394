import { isStopWord, stemsOf, wordsOf } from './text.ts'
import { createVocabulary } from './vocabulary.ts'

/** What a word or a phrase also stands for. */
export type SynonymTable = {
  /** Other words for a word, as written in the table. */
  readonly wordsFor: (word: string) => readonly string[]
  /** Phrases that stand for a word or phrase beginning at a position of a query: how many words they replace. */
  readonly phrasesAt: (words: readonly string[], at: number) => readonly Replacement[]
  /** Whether a word stands in the table, alone or in a phrase. */
  readonly knows: (word: string) => boolean
  /** Words of the table that a word may be a misspelling of. */
  readonly like: (word: string) => readonly string[]
}
export type Replacement = { readonly length: number; readonly words: readonly string[] }

/** Builds the look-ups from groups whose members mean the same; a member may be several words. */
export function createSynonymTable(groups: readonly (readonly string[])[]): SynonymTable {
  const words = new Map<string, string[]>()
  const phrases = new Map<string, Map<string, readonly string[]>>()
  let longest = 1
  for (const group of groups) {
    const members = group.map(contentWords).filter((member) => member.length > 0)
    for (const member of members) {
      longest = Math.max(longest, member.length)
      const others = members.filter((other) => other !== member)
      addMember(member, others, words, phrases)
    }
  }

  function phrasesAt(query: readonly string[], at: number): Replacement[] {
    const found: Replacement[] = []
    for (let length = Math.min(longest, query.length - at); length >= 1; length--) {
      const span = query.slice(at, at + length)
      const targets = new Map(keysOf(span).flatMap((key) => [...(phrases.get(key) ?? [])]))
      for (const target of targets.values()) found.push({ length, words: target })
    }
    return found
  }

  const vocabulary = createVocabulary()
  for (const word of groups.flat().flatMap(contentWords)) vocabulary.add(word)
  return {
    wordsFor: (word) => [...new Set(keysOf([word]).flatMap((key) => words.get(key) ?? []))],
    phrasesAt,
    knows: (word) => vocabulary.has(word) || keysOf([word]).some((key) => words.has(key)),
    like: vocabulary.like,
  }
}

const isSingle = (member: readonly string[]): boolean => member.length === 1

function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => !isStopWord(word))
}

/** A span as it may be written or stemmed in either language. */
function keysOf(span: readonly string[]): string[] {
  const [first, second] = [0, 1].map((language) =>
    span.map((word) => stemsOf(word)[language] ?? word).join(' '),
  )
  return [span.join(' '), first ?? '', second ?? '']
}

function addMember(
  member: readonly string[],
  others: readonly (readonly string[])[],
  words: Map<string, string[]>,
  phrases: Map<string, Map<string, readonly string[]>>,
): void {
  for (const key of keysOf(member)) {
    for (const other of others) {
      if (isSingle(member) && isSingle(other)) {
        words.set(key, [...(words.get(key) ?? []), ...other])
        continue
      }
      const known = phrases.get(key) ?? new Map<string, readonly string[]>()
      phrases.set(key, known.set(other.join(' '), other))
    }
  }
}
