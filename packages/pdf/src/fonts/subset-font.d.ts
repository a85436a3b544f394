declare module 'subset-font' {
  type Options = {
    readonly targetFormat: 'sfnt'
    readonly keepAllGlyphs?: boolean
    readonly noHinting: boolean
    /** Leaves out the glyphs that letters may be replaced by. */
    readonly noLayoutClosure?: boolean
    readonly dropTables?: readonly string[]
    readonly variationAxes?: Readonly<Record<string, number>>
  }
  export default function subsetFont(
    font: Buffer,
    /** Which letters are kept. */
    text: string | undefined,
    options: Options,
  ): Promise<Buffer>
}
