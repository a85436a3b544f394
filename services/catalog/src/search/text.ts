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

/** Letters beyond the alphabets: Thai to Hangul, Han and kana, and the compatible forms of others. */
const beyondAlphabets = /[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\uffef]/
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g

/**
 * Lower case without accents or ligatures: `Ä` reads `a`, `œ` reads `oe`. Full-width letters and half-width kana read as
 * the usual ones (NFKC); marks that make another letter, as in kana and Thai, stay.
 */
export function fold(text: string): string {
  if (beyondAlphabets.test(text)) {
    return foldAlphabets(text.normalize('NFKC'), accents).normalize('NFC')
  }
  return foldAlphabets(text, /\p{M}/gu)
}

function foldAlphabets(text: string, marks: RegExp): string {
  return text
    .toLowerCase()
    .replace(/[œæøßłđðþ’]/g, (letter) => letters.get(letter) ?? letter)
    .normalize('NFD')
    .replace(marks, '')
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
  if (unspaced.test(plain)) return unspacedWords(plain)
  const chunks = plain.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
  return chunks.map((chunk) => chunk.split('-'))
}

/** Scripts whose words are not set apart by spaces, or run together as in Korean. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/
const runs =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}]+|[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}]+/gu

/** Whether a word is a piece of a text without spaces. */
export const isUnspaced = (word: string): boolean => unspaced.test(word)

/** Pieces of two letters, each overlapping the next, and the last letter: `马克杯` reads `马克`, `克杯`, `杯`. */
function unspacedWords(plain: string): Words {
  return (plain.match(runs) ?? []).flatMap((run) => {
    if (!unspaced.test(run)) return readWords(run)
    const letters = run.match(/\p{L}\p{M}*|\p{N}/gu) ?? []
    return letters.map((letter, at) => [letter + (letters[at + 1] ?? '')])
  })
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
  const stem = isUnspaced(word) ? word : stemmed(word, language)
  if (cache.size >= rememberAtMost) cache.clear()
  cache.set(word, stem)
  return stem
}

function stemmed(word: string, language: Language): string {
  const light = language === 'fr' ? word.replace(/(?<=eau)x$/, '') : word
  return `${language === 'fr' ? 'f' : 'e'}:${engines[language].stem(light)}`
}

/** Both stems of a word whose language is not known. */
export const stemsOf = (word: string): string[] => [stemOf(word, 'en'), stemOf(word, 'fr')]
