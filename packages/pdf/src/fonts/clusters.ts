const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const words = new Intl.Segmenter('und', { granularity: 'word' })

/** What readers see as one character, each with the marks on it. */
export function clustersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** Words also of scripts that write none apart, such as Thai and Khmer. */
export function wordsOf(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment)
}
