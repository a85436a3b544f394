import LineBreaker from 'linebreak'
import { clustersOf, wordsOf } from './fonts/clusters.ts'

export type Room = {
  readonly width: number
  readonly widthOf: (text: string) => number
}

/** Wraps a text where Unicode lets a line end, and inside a word only when no line holds it. */
export function wrap(text: string, { width, widthOf }: Room): string[] {
  if (widthOf(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  let left = width
  for (const piece of piecesOf(text, { width, widthOf })) {
    const taken = widthOf(piece)
    if (taken > left && line !== '') {
      lines.push(line)
      line = ''
      left = width
    }
    line += piece
    left -= taken
  }
  return [...lines, line]
}

function piecesOf(text: string, room: Room): string[] {
  const breaker = new LineBreaker(text)
  const pieces: string[] = []
  let start = 0
  for (let end = breaker.nextBreak(); end !== null; end = breaker.nextBreak()) {
    pieces.push(...fitting(text.slice(start, end.position), room))
    start = end.position
  }
  return pieces
}

/** A word, or the smallest parts of it that a line holds: words of scripts without spaces, then characters. */
function fitting(word: string, { width, widthOf }: Room): string[] {
  // the space after a word may hang over the end of its line
  if (widthOf(word.trimEnd()) <= width) return [word]
  return wordsOf(word).flatMap((part) => (widthOf(part) > width ? clustersOf(part) : [part]))
}
