declare module 'fontkit' {
  export type Font = { _glyphs: object }
  export function create(bytes: Uint8Array): Font
}
