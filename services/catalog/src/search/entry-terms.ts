import type { LocalizedText } from '@comptoir/contracts/common'
import { hyphenated, isStopWord, type Language, stemOf, wordsOf } from './text.ts'

/** What a product offers to search. */
export type SearchEntry = {
  readonly title: LocalizedText
  readonly description?: LocalizedText | undefined
  readonly skus: readonly string[]
  readonly brand?: string | undefined
  /** Names of its categories, those above them too. */
  readonly categories: readonly LocalizedText[]
  readonly attributes: readonly string[]
}

/** The terms of an entry with their weight; `pairs` are neighbours in the title. */
export type EntryTerms = {
  readonly terms: ReadonlyMap<string, number>
  readonly pairs: ReadonlySet<string>
}

const weights = {
  ...{ title: 3, head: 6, headPart: 0.6, whole: 1.5, sku: 9, brand: 2.5 },
  ...{ category: 1.2, attribute: 1, opening: 1, description: 0.5 },
}
const openingWords = 40
const languages = ['fr', 'en'] as const

type Field = Map<string, number>

/** The sum over fields of the best weight that each term has in a field. */
export function termsOf(entry: SearchEntry): EntryTerms {
  const terms = new Map<string, number>()
  const pairs = new Set<string>()
  for (const field of fieldsOf(entry, pairs)) {
    for (const [term, weight] of field) terms.set(term, (terms.get(term) ?? 0) + weight)
  }
  return { terms, pairs }
}

function fieldsOf(entry: SearchEntry, pairs: Set<string>): Field[] {
  const title: Field = new Map()
  const head: Field = new Map()
  const description: Field = new Map()
  const rest: Field = new Map()
  for (const language of languages) {
    addTitle(title, entry.title[language], language, pairs)
    addHead(head, entry.title[language], language)
    const text = entry.description?.[language]
    addDescription(description, text, language)
    if (text && isName(text)) addHead(head, text, language)
    for (const category of entry.categories) {
      addWords(rest, category[language], weights.category, language)
    }
  }
  // attributes are in either language, names in none
  for (const value of entry.attributes) {
    for (const language of languages) addWords(rest, value, weights.attribute, language)
  }
  const names: Field = new Map()
  for (const sku of entry.skus) addWords(names, sku, weights.sku)
  addWords(names, entry.brand, weights.brand)
  return [title, head, description, rest, names]
}

function keep(field: Field, term: string, weight: number): void {
  if ((field.get(term) ?? 0) < weight) field.set(term, weight)
}

function addWord(field: Field, word: string, weight: number, language?: Language): void {
  keep(field, word, weight)
  if (language) keep(field, stemOf(word, language), weight * 0.95)
}

type Text = string | undefined

/** The words of a text, stop words aside; of a name, which is in no language, all of them as written. */
function addWords(field: Field, text: Text, weight: number, language?: Language): void {
  for (const parts of hyphenated(text ?? '')) {
    const kept = language ? parts.filter((part) => !isStopWord(part)) : parts
    for (const part of kept) addWord(field, part, weight, language)
    if (parts.length > 1) keep(field, parts.join(''), weight)
  }
}

function addTitle(field: Field, text: Text, language: Language, pairs: Set<string>): void {
  if (!text) return
  const words = wordsOf(text).filter((word) => !isStopWord(word))
  const weight = weights.title * (1 - Math.min(words.length, 20) * 0.01)
  addWords(field, text, weight, language)
  for (let i = 1; i < words.length; i++) {
    pairs.add(`${stemOf(words[i - 1] ?? '', language)} ${stemOf(words[i] ?? '', language)}`)
  }
}

/** The head noun, a little more when it is most of the name; less for the parts of a hyphenated one. */
function addHead(field: Field, text: Text, language: Language): void {
  if (!text) return
  const length = wordsOf(firstSegment(text)).length
  const weight = weights.head + weights.whole / Math.max(length, 1)
  const parts = headNoun(text, language)
  const share = parts.length > 1 ? weights.headPart : 1
  for (const part of parts) addWord(field, part, weight * share, language)
  if (parts.length > 1) keep(field, parts.join(''), weight)
}

function addDescription(field: Field, text: Text, language: Language): void {
  const words = wordsOf(text ?? '')
  for (const [position, word] of words.entries()) {
    if (isStopWord(word)) continue
    const weight = position < openingWords ? weights.opening : weights.description
    addWord(field, word, weight, language)
  }
}

/** Whether a description is a name of the thing rather than sentences. */
function isName(text: string): boolean {
  return text.length <= 120 && !/[.!?]/.test(text)
}

const breaks = {
  en: / (?:and|with|without|w|for|of|in|on|from|to|by) /i,
  fr: / (?:et|avec|sans|pour|de|du|des|en|à|au|aux|sur|par) | d['’]/i,
}
/** French adjectives that stand before their noun. */
const beforeNoun = new Set([
  ...'grand grande petit petite beau bel belle nouveau nouvel nouvelle vieux vieille'.split(' '),
  ...'bon bonne gros grosse joli jolie haut haute lot set'.split(' '),
])

/**
 * The noun that a name of a thing is about: English names end with it (`Bar table and 4 stools` is a table), French
 * ones begin with it (`Table de bar`). A hyphenated noun is given in its parts.
 */
export function headNoun(text: string, language: Language): readonly string[] {
  const segment = firstSegment(text).split(breaks[language])[0] ?? ''
  const nouns = hyphenated(segment).filter(isNounLike)
  const chosen =
    language === 'en'
      ? nouns.at(-1)
      : (nouns.find((parts) => !beforeNoun.has(parts[0] ?? '')) ?? nouns[0])
  return chosen ?? []
}

/** What stands before the first comma, plus sign, slash, bracket or dash. */
function firstSegment(text: string): string {
  return text.trim().split(/\s*[,;+/(:–—]\s*|\s-\s/)[0] ?? ''
}

function isNounLike(parts: readonly string[]): boolean {
  return parts.some((part) => /\p{L}/u.test(part) && !isStopWord(part))
}
