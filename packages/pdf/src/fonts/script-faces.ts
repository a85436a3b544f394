import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'
import { clustersOf } from './clusters.ts'
import { hasRightToLeft } from './direction.ts'
import type { Face, Faces, Place } from './face.ts'
import { draws, fontsFor } from './loaded-fonts.ts'
import { type Choose, type Run, runsOf } from './runs.ts'
import { type EmbeddedFont, showRun } from './show-run.ts'
import { usualFonts } from './usual-fonts.ts'

let usual: { readonly regular: Font; readonly bold: Font } | undefined

/**
 * Fonts for every text that the standard ones cannot draw. Greek, Cyrillic and Polish are in one font; other scripts are
 * read only when a text needs them, and only what a document uses of a font is embedded.
 */
export async function scriptFaces(pdf: PDFKit.PDFDocument, texts: string): Promise<Faces> {
  usual ??= { regular: fontAt(usualFonts.regular), bold: fontAt(usualFonts.bold) }
  const { regular, bold } = usual
  const clusters = new Set(clustersOf(texts))
  const others = new Set([...clusters].filter((cluster) => !draws(regular, cluster)))
  const fonts = [...(await fontsFor(others, texts))]
  const isPlain = others.size === 0 && !hasRightToLeft(texts)
  // no other document may draw between here and the end of this one: glyphs keep the letters they last stood for
  const names = fonts.map((font, index) => register(pdf, `script${index}`, font))
  function face(name: string, font: Font): Face {
    register(pdf, name, font)
    const whole = (text: string) => ({ font: name, letters: text, text, start: 0 })
    if (isPlain) return faceOf(pdf, name, (line) => [whole(line)])
    const choose = chooser([font, ...fonts], [name, ...names])
    return faceOf(pdf, name, (line, { direction }) => runsOf(line, choose, direction))
  }
  return { regular: face('regular', regular), bold: face('bold', bold) }
}

const fontAt = (url: string) => create(readFileSync(fileURLToPath(url)))

function register(pdf: PDFKit.PDFDocument, name: string, font: Font): string {
  // glyphs keep the letters that they first stood for, which another document may not mean; the field is fontkit's own
  font._glyphs = {}
  // pdfkit takes a parsed font, which its types do not say
  pdf.registerFont(name, font as unknown as Buffer)
  return name
}

/** Chooses the first font that has a cluster; what none has is shown by its code: `[U+12000]`. */
function chooser(fonts: readonly Font[], names: readonly string[]): Choose {
  const chosen = new Map<string, ReturnType<Choose>>()
  const nameOf = (cluster: string) => names[fonts.findIndex((font) => draws(font, cluster))]
  const usualName = names[0] ?? ''

  function choose(cluster: string): ReturnType<Choose> {
    const font = nameOf(cluster)
    if (font !== undefined) return [{ shown: cluster, font }]
    const letters = [...cluster]
    if (letters.length > 1) return letters.flatMap(choose)
    const code = (cluster.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return [...`[U+${code}]`].map((shown) => ({ shown, font: usualName }))
  }

  return (cluster) => {
    const known = chosen.get(cluster) ?? choose(cluster)
    chosen.set(cluster, known)
    return known
  }
}

type Split = (line: string, place: Pick<Place, 'direction'>) => readonly Run[]

function faceOf(pdf: PDFKit.PDFDocument, name: string, split: Split): Face {
  const usualFont = embeddedFont(pdf, name)
  const widthOf = (runs: readonly Run[]) =>
    runs.reduce((sum, { font, letters }) => sum + pdf.font(font, 1).widthOfString(letters), 0)
  return {
    lineHeight: pdf.currentLineHeight(true),
    widthOf: (text) => widthOf(split(text, { direction: 'ltr' })),
    draw(text, place) {
      let { x } = place
      const y = place.y + (usualFont.ascender / 1000) * place.size
      const placed = split(text, place).map((run) => {
        const left = x
        x += widthOf([run]) * place.size
        return { run, left }
      })
      // what is copied from a document comes in the order of its drawing, so that is the order of reading
      for (const { run, left } of placed.toSorted((a, b) => a.run.start - b.run.start)) {
        showRun(pdf, embeddedFont(pdf, run.font), run, { ...place, x: left, y })
      }
    },
  }
}

function embeddedFont(pdf: PDFKit.PDFDocument, name: string): EmbeddedFont {
  // pdfkit's types leave out the font that it is writing with
  return (pdf.font(name, 1) as unknown as { _font: EmbeddedFont })._font
}
