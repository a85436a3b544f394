declare module 'fontkit' {
  export type GlyphRun = {
    glyphs: { readonly id: number; readonly codePoints: readonly number[] }[]
    positions: object[]
  }
  export type Font = {
    _glyphs: object
    layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number }
    /** The measures below are in these parts of the font's size. */
    readonly unitsPerEm: number
    readonly ascent: number
    readonly descent: number
    readonly lineGap: number
    readonly capHeight: number
    readonly bbox: {
      readonly minX: number
      readonly minY: number
      readonly maxX: number
      readonly maxY: number
    }
  }
  export function create(bytes: Uint8Array): Font
}
