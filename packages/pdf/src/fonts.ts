import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type Fonts = { readonly regular: string | Buffer; readonly bold: string | Buffer }

/** The characters of Windows-1252: what the fonts that every PDF reader has can show. */
const windows1252 = /^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

const standardFonts: Fonts = { regular: 'Helvetica', bold: 'Helvetica-Bold' }
let wideFonts: Fonts | undefined

/**
 * The fonts that can show a text. The standard ones cost nothing to embed and know French; names in Greek, Cyrillic
 * or Polish get an embedded font, at ten times the work.
 */
export function fontsFor(text: string): Fonts {
  if (windows1252.test(text)) return standardFonts
  wideFonts ??= {
    regular: fileAt(
      import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    ),
    bold: fileAt(import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')),
  }
  return wideFonts
}

const fileAt = (url: string) => readFileSync(fileURLToPath(url))
