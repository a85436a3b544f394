declare module 'subset-font' {
  type Options = {
    readonly targetFormat: 'sfnt'
    readonly keepAllGlyphs: boolean
    readonly noHinting: boolean
    readonly variationAxes: Readonly<Record<string, number>>
  }
  export default function subsetFont(
    font: Buffer,
    text: undefined,
    options: Options,
  ): Promise<Buffer>
}
