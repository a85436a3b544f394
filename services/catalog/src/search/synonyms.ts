import { isStopWord, stemOf, wordsOf } from './text.ts'
import { createVocabulary } from './vocabulary.ts'

/** The members of a group mean the same; a member may be several words. */
export type SynonymGroups = readonly (readonly string[])[]
export type SynonymTable = ReturnType<typeof createSynonymTable>

/** What a word or a phrase also stands for. */
export function createSynonymTable(groups: SynonymGroups) {
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

  /** Phrases that stand for a word or phrase beginning at a position of a query: how many words they replace. */
  function phrasesAt(query: readonly string[], at: number) {
    const found: { length: number; words: readonly string[] }[] = []
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
    /** Other words for a word, as written in the table. */
    wordsFor: (word: string) => [...new Set(keysOf([word]).flatMap((key) => words.get(key) ?? []))],
    phrasesAt,
    /** Whether a word stands in the table, alone or in a phrase. */
    knows: (word: string) => vocabulary.has(word) || keysOf([word]).some((key) => words.has(key)),
    /** Words of the table that a word may be a misspelling of. */
    like: vocabulary.like,
  }
}

function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => !isStopWord(word))
}

/** A span as it may be written or stemmed in either language. */
function keysOf(span: readonly string[]): string[] {
  const stemmed = (['en', 'fr'] as const).map((language) =>
    span.map((word) => stemOf(word, language)).join(' '),
  )
  return [span.join(' '), ...stemmed]
}

function addMember(
  member: readonly string[],
  others: readonly (readonly string[])[],
  words: Map<string, string[]>,
  phrases: Map<string, Map<string, readonly string[]>>,
): void {
  for (const key of keysOf(member)) {
    for (const other of others) {
      if (member.length === 1 && other.length === 1) {
        words.set(key, [...(words.get(key) ?? []), ...other])
        continue
      }
      const known = phrases.get(key) ?? new Map<string, readonly string[]>()
      phrases.set(key, known.set(other.join(' '), other))
    }
  }
}
