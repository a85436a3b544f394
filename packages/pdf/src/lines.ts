import LineBreaker from 'linebreak'

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

/** A text on one line: of one that is too long the first words, and an ellipsis. */
export function clip(text: string, room: Room): string {
  const [first = '', ...rest] = wrap(text, room)
  if (rest.length === 0) return first
  let kept = first.trimEnd()
  while (kept !== '' && room.widthOf(`${kept}…`) > room.width) kept = kept.slice(0, -1).trimEnd()
  return `${kept}…`
}

function piecesOf(text: string, { width, widthOf }: Room): string[] {
  const breaker = new LineBreaker(text)
  const pieces: string[] = []
  let start = 0
  for (let end = breaker.nextBreak(); end !== null; end = breaker.nextBreak()) {
    const word = text.slice(start, end.position)
    pieces.push(...(widthOf(word) > width ? word : [word]))
    start = end.position
  }
  return pieces
}
