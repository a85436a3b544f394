import bidiPackage, { type Bidi } from 'bidi-js'
import { clustersOf } from './clusters.ts'
import { type Direction, hasRightToLeft } from './direction.ts'

/** A part of a line in one font and one direction; runs stand from left to right as they are seen. */
export type Run = {
  readonly font: string
  /** The letters in the order that the font's shaper takes. */
  readonly letters: string
  /** The text as it was written. */
  readonly text: string
  /** Where the run stands in the text. */
  readonly start: number
}

/** A cluster with the name of its font; what no font has is shown by its code. */
export type Choose = (
  cluster: string,
) => readonly { readonly shown: string; readonly font: string }[]

type Piece = {
  readonly shown: string
  readonly font: string
  readonly level: number
  readonly start: number
}

// the package is CommonJS, which its types do not say: its only export is the function itself
const bidi = (bidiPackage as unknown as () => Bidi)()
/** Scripts that fontkit's shaper lays out from right to left by itself. */
const reversedByShaper =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Splits a line into runs and puts them in the order of drawing (Unicode Bidirectional Algorithm, L2 and L4). */
export function runsOf(line: string, choose: Choose, direction: Direction): Run[] {
  const chosen = clustersOf(line).flatMap(choose)
  const shown = chosen.map((piece) => piece.shown).join('')
  const levels = hasRightToLeft(shown) ? levelsOf(shown, direction) : undefined
  let at = 0
  const pieces = chosen.map((piece): Piece => {
    const start = at
    at += piece.shown.length
    const level = levels?.[start] ?? 0
    return { ...piece, level, start }
  })
  return inVisualOrder(groupsOf(pieces)).map(toRun)
}

function levelsOf(text: string, direction: Direction): Uint8Array {
  return bidi.getEmbeddingLevels(text, direction).levels
}

/** Neighbours of one font and one level, together. */
function groupsOf(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    const [first] = last ?? []
    if (first && first.font === piece.font && first.level === piece.level) last?.push(piece)
    else groups.push([piece])
  }
  return groups
}

/** From the highest level down to the lowest odd one, each stretch of that level or higher is reversed. */
function inVisualOrder(groups: readonly Piece[][]): Piece[][] {
  const ordered = [...groups]
  const levelAt = (at: number) => ordered[at]?.[0]?.level ?? 0
  const highest = Math.max(0, ...groups.map(([first]) => first?.level ?? 0))
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start
      while (end < ordered.length && levelAt(end) >= level) end++
      if (end === start) continue
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      start = end
    }
  }
  return ordered
}

function toRun(pieces: readonly Piece[]): Run {
  const [first] = pieces
  const text = pieces.map(({ shown }) => shown).join('')
  const isReversed = (first?.level ?? 0) % 2 === 1
  const letters = pieces.map(({ shown }) => (isReversed ? mirrored(shown) : shown))
  const inOrder = isReversed === reversedByShaper.test(text) ? letters : letters.toReversed()
  return { font: first?.font ?? '', letters: inOrder.join(''), text, start: first?.start ?? 0 }
}

const mirrored = (letter: string) => bidi.getMirroredCharacter(letter) ?? letter
