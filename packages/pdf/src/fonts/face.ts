import type { Direction } from './direction.ts'

export type Place = {
  readonly x: number
  /** The top of the line. */
  readonly y: number
  readonly size: number
  /** `#rrggbb` */
  readonly color: string
  /** The direction of the text that the line is of. */
  readonly direction: Direction
}

/** A font in a document; it measures at a size of 1. */
export type Face = {
  readonly lineHeight: number
  widthOf(text: string): number
  /** Draws a text as one line. */
  draw(text: string, place: Place): void
}

export type Faces = { readonly regular: Face; readonly bold: Face }
