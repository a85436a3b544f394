import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { create, type Font, type GlyphRun } from 'fontkit'
import { type FontSlice, slicesFor } from './font-slices.ts'

/** Parsed files by their address: the most common 150 of about 500; each takes up to 400 kB. */
const loaded = new Map<string, Promise<Font>>()
const keepAtMost = 150

async function load({ url, isVariable }: FontSlice): Promise<Font> {
  const bytes = await readFile(fileURLToPath(url))
  if (!isVariable) return mended(create(bytes))
  // only documents in a script that needs it pay for the WebAssembly of the subsetter
  const { default: subsetFont } = await import('subset-font')
  const options = { targetFormat: 'sfnt', keepAllGlyphs: true, noHinting: true } as const
  const subset = await subsetFont(bytes, undefined, { ...options, variationAxes: { wght: 400 } })
  return mended(create(subset))
}

const marksUnplaced = {
  mark: false,
  mkmk: false,
  abvm: false,
  blwm: false,
  dist: false,
  curs: false,
}

/** Mends what fontkit does with some texts. */
function mended(font: Font): Font {
  const layout = font.layout.bind(font)
  font.layout = (text, features) => withoutJoiners(text, layOut(layout, text, features))
  return font
}

/** fontkit fails on some marks whose place a font leaves out: such a text is laid out with its marks where they fall. */
function layOut(layout: Font['layout'], ...[text, features]: Parameters<Font['layout']>): GlyphRun {
  try {
    return layout(text, features)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return layout(text, { ...features, ...marksUnplaced })
  }
}

/** fontkit draws the box of a missing character for a joiner in a font without a space. */
function withoutJoiners(text: string, run: GlyphRun): GlyphRun {
  if (text.replace(joiners, '') === text) return run
  const isDrawn = run.glyphs.map(({ id }) => id !== 0)
  run.glyphs = run.glyphs.filter((_, index) => isDrawn[index])
  run.positions = run.positions.filter((_, index) => isDrawn[index])
  return run
}

async function loadOnce(slice: FontSlice): Promise<Font> {
  const font = loaded.get(slice.url) ?? load(slice)
  loaded.delete(slice.url)
  loaded.set(slice.url, font)
  const [oldest] = loaded.keys()
  if (loaded.size > keepAtMost && oldest !== undefined) loaded.delete(oldest)
  font.catch(() => loaded.delete(slice.url))
  return await font
}

/** The fonts that draw clusters which the usual font cannot draw, in the order in which they were met. */
export async function fontsFor(clusters: Iterable<string>, texts: string): Promise<Set<Font>> {
  const fonts = new Set<Font>()
  for (const cluster of clusters) {
    if ([...fonts].some((font) => draws(font, cluster))) continue
    for (const slice of slicesFor(codePointsOf(cluster), texts)) {
      const font = await loadOnce(slice)
      if (!draws(font, cluster)) continue
      fonts.add(font)
      break
    }
  }
  return fonts
}

/** Characters that each font may use for a sign of its own. */
const privateUse = /\p{Co}/u
/** They say how their neighbours are shaped; the shaper draws nothing for them. */
const joiners = /[\u200c\u200d]/g

/** Whether a font has every character of a cluster. */
export function draws(font: Font, cluster: string): boolean {
  if (privateUse.test(cluster)) return false
  return codePointsOf(cluster.replace(joiners, '')).every((codePoint) =>
    font.hasGlyphForCodePoint(codePoint),
  )
}

const codePointsOf = (text: string) => [...text].map((letter) => letter.codePointAt(0) ?? 0)
