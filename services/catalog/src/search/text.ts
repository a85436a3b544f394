import stemmers from 'snowball-stemmers'

export type Language = 'fr' | 'en'

const letters: ReadonlyMap<string, string> = new Map([
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ø', 'o'],
  ['ß', 'ss'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['’', "'"],
])

/** Lower case without accents or ligatures: `Ä` reads `a`, `œ` reads `oe`. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[œæøßłđðþ’]/g, (letter) => letters.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

const elision = /\b(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)'(?=[a-z])/g

type Words = readonly (readonly string[])[]
const shortTexts = new Map<string, Words>()
const shortLength = 100
const rememberAtMost = 100_000

/** The words of a text, each as its hyphenated parts: `sofa-bed` reads `['sofa', 'bed']`. */
export function hyphenated(text: string): Words {
  const known = shortTexts.get(text)
  if (known) return known
  const words = readWords(text)
  if (shortTexts.size >= rememberAtMost) shortTexts.clear()
  if (text.length <= shortLength) shortTexts.set(text, words)
  return words
}

function readWords(text: string): Words {
  const plain = fold(text).replace(elision, ' ').replace(/'s\b/g, '').replaceAll("'", '')
  const chunks = plain.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
  return chunks.map((chunk) => chunk.split('-'))
}

/** The folded words of a text, elisions and possessives taken off. */
export function wordsOf(text: string): string[] {
  return hyphenated(text).flat()
}

const stopWords = new Set(
  (
    'a an the of for with w and or in on to from by at is are this that it its ' +
    'le la les un une des du de et ou a au aux en sur pour avec sans par dans ce cette ces son sa ses que qui'
  ).split(' '),
)

export const isStopWord = (word: string): boolean => stopWords.has(word)

const engines = { fr: stemmers.newStemmer('french'), en: stemmers.newStemmer('english') }
const known: Record<Language, Map<string, string>> = { fr: new Map(), en: new Map() }

/** The stem of a folded word as a term of its language, kept apart from written words: `e:tabl`. */
export function stemOf(word: string, language: Language): string {
  const cache = known[language]
  const cached = cache.get(word)
  if (cached !== undefined) return cached
  const light = language === 'fr' ? word.replace(/(?<=eau)x$/, '') : word
  const stem = `${language === 'fr' ? 'f' : 'e'}:${engines[language].stem(light)}`
  if (cache.size >= rememberAtMost) cache.clear()
  cache.set(word, stem)
  return stem
}

/** Both stems of a word whose language is not known. */
export const stemsOf = (word: string): string[] => [stemOf(word, 'en'), stemOf(word, 'fr')]
