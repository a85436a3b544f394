declare module 'fontkit' {
  export type GlyphRun = {
    glyphs: { readonly id: number; readonly codePoints: readonly number[] }[]
    positions: object[]
  }
  export type Font = {
    _glyphs: object
    layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun
    hasGlyphForCodePoint(codePoint: number): boolean
  }
  export function create(bytes: Uint8Array): Font
}
