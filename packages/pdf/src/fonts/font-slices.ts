import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of a font that holds some of its characters. */
export type FontSlice = { readonly url: string; readonly isVariable: boolean }

type Family = { readonly packageName: string; readonly isVariable: boolean }
type Range = { readonly from: number; readonly to: number; readonly slice: FontSlice }

const variable = (name: string): Family => ({
  packageName: `@fontsource-variable/${name}`,
  isVariable: true,
})
const fixed = (name: string): Family => ({ packageName: `@fontsource/${name}`, isVariable: false })

const japanese = variable('noto-sans-jp')
const chinese = variable('noto-sans-sc')
/** Every letter has a glyph of its own here, so that what is copied from a document is what was written. */
const arabic = fixed('ibm-plex-sans-arabic')
const scripts =
  'hebrew thai armenian georgian ethiopic bengali gujarati gurmukhi kannada khmer lao malayalam myanmar sinhala tamil telugu'
    .split(' ')
    .map((script) => variable(`noto-sans-${script}`))
const before = [variable('noto-sans'), arabic, ...scripts, variable('noto-sans-kr')]
const after = [variable('noto-emoji'), fixed('noto-sans-symbols-2')]
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

const known = new Map<Family, readonly Range[]>()

/**
 * The files that may have all of some characters, the best first. Han is drawn as Japan writes it in a document with
 * kana, and as China writes it elsewhere.
 */
export function slicesFor(codePoints: readonly number[], texts: string): FontSlice[] {
  const han = kana.test(texts) ? [japanese, chinese] : [chinese, japanese]
  return [...before, ...han, ...after].flatMap((family) => {
    const ranges = rangesOf(family)
    const [first, ...others] = codePoints
    return ranges
      .filter((range) => first !== undefined && has(range, first))
      .map(({ slice }) => slice)
      .filter((slice) =>
        others.every((other) => ranges.some((r) => r.slice === slice && has(r, other))),
      )
  })
}

const has = ({ from, to }: Range, codePoint: number) => from <= codePoint && codePoint <= to

/** The characters of each file of a family, as its package lists them. */
function rangesOf(family: Family): readonly Range[] {
  const read = known.get(family)
  if (read) return read
  const { packageName, isVariable } = family
  const list = fileURLToPath(import.meta.resolve(`${packageName}/unicode.json`))
  const bySlice = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>
  const name = packageName.slice(packageName.indexOf('/') + 1)
  const style = isVariable ? 'wght-normal.woff2' : '400-normal.woff'
  const ranges = Object.entries(bySlice).flatMap(([key, written]) => {
    const file = `${packageName}/files/${name}-${key.replace(/[[\]]/g, '')}-${style}`
    const slice = { url: import.meta.resolve(file), isVariable }
    return written.split(',').map((range) => toRange(range, slice))
  })
  known.set(family, ranges)
  return ranges
}

/** `U+0600-06FF` or `U+204F`. */
function toRange(written: string, slice: FontSlice): Range {
  const [from = 0, to = from] = written
    .replace('U+', '')
    .split('-')
    .map((hex) => Number.parseInt(hex, 16))
  return { from, to, slice }
}
