import stemmers from 'snowball-stemmers'

export type Language = 'fr' | 'en'

const plainLetters = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  '’': "'",
}
const letters = new Map(Object.entries(plainLetters))

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

/** The words of a text, each as its hyphenated parts: `sofa-bed` reads `['sofa', 'bed']`. */
export const hyphenated = remembered(readWords)

/** The same function, which keeps its results for short texts. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const [shortLength, rememberAtMost] = [100, 100_000]
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = read(text)
    if (known.size >= rememberAtMost) known.clear()
    if (text.length <= shortLength) known.set(text, made)
    return made
  }
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

/** Whether each of these words begins a word of the text. */
export function beginsAll(text: string, wanted: readonly string[]): boolean {
  const words = wordsOf(text)
  return wanted.every((part) => words.some((word) => word.startsWith(part)))
}

const stopWords = new Set(
  (
    'a an the of for with w and or in on to from by at is are this that it its ' +
    'le la les un une des du de et ou a au aux en sur pour avec sans par dans ce cette ces son sa ses que qui'
  ).split(' '),
)

export const isStopWord = (word: string): boolean => stopWords.has(word)

const french = stemmers.newStemmer('french')
const english = stemmers.newStemmer('english')
const frenchStem = (word: string) => `f:${french.stem(word.replace(/(?<=eau)x$/, ''))}`
const englishStem = (word: string) => `e:${english.stem(word)}`
const stems = { fr: remembered(frenchStem), en: remembered(englishStem) }

/** The stem of a folded word as a term of its language, kept apart from written words: `e:tabl`. */
export const stemOf = (word: string, language: Language): string =>
  isUnspaced(word) ? word : stems[language](word)

/** Both stems of a word whose language is not known. */
export const stemsOf = (word: string): string[] => [stemOf(word, 'en'), stemOf(word, 'fr')]
