/** A drawing as text: what is put into an SVG file. */
export type Mark = string

export type TextOptions = {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly kind?: 'title' | 'label' | 'value' | 'note'
}

/** Colours that stay apart for most eyes, on white and on near black. */
export const colours = ['#4477aa', '#ee8866', '#cc5599', '#228833', '#ccbb44', '#66ccee'] as const

const style = `
  text { font: 12px ui-sans-serif, system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
  .title { font-size: 14px; font-weight: 600 }
  .value { font-size: 11px; font-variant-numeric: tabular-nums; paint-order: stroke; stroke: #ffffff; stroke-width: 4 }
  .note { font-size: 11px; fill: #59636e }
  .ground { fill: #ffffff; stroke: #d1d9e0 }
  .rule { stroke: #d1d9e0; stroke-width: 1 }
  .mark { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .note { fill: #9198a1 }
    .value { stroke: #0d1117 }
    .ground { fill: #0d1117; stroke: #3d444d }
    .rule { stroke: #3d444d }
    .mark { stroke: #f0f6fc }
  }
`

/**
 * An SVG file on a ground of its own, so that it can be read on light and dark pages.
 * @example svg({ width: 400, height: 100, title: 'Memory' }, [text(16, 24, 'Memory')])
 */
export function svg(
  { width, height, title }: { width: number; height: number; title: string },
  marks: readonly Mark[],
): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
    ...marks,
    '</svg>\n',
  ].join('\n')
}

export function text(x: number, y: number, said: string, options: TextOptions = {}): Mark {
  const { anchor = 'start', kind = 'label' } = options
  const place = `x="${short(x)}" y="${short(y)}" text-anchor="${anchor}"`
  return `<text class="${kind}" ${place}>${escapeXml(said)}</text>`
}

export type Box = { x: number; y: number; width: number; height: number }

export function bar({ x, y, width, height }: Box, colour: string): Mark {
  const size = `width="${short(Math.max(0, width))}" height="${short(height)}"`
  return `<rect x="${short(x)}" y="${short(y)}" ${size} fill="${colour}"/>`
}

export type Point = readonly [x: number, y: number]

export function line(points: readonly Point[], colour: string): Mark {
  const places = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')
  return `<polyline points="${places}" fill="none" stroke="${colour}" stroke-width="2"/>`
}

export function dot([x, y]: Point, colour: string): Mark {
  return `<circle cx="${short(x)}" cy="${short(y)}" r="3" fill="${colour}"/>`
}

export function rule([x1, y1]: Point, [x2, y2]: Point, kind: 'rule' | 'mark' = 'rule'): Mark {
  const ends = `x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}"`
  return `<line class="${kind}" ${ends}/>`
}

/** Names beside patches of their colours, in a row from the left. */
export function legend(x: number, y: number, entries: readonly (readonly [string, string])[]) {
  const marks: Mark[] = []
  let at = x
  for (const [name, colour] of entries) {
    marks.push(bar({ x: at, y: y - 9, width: 10, height: 10 }, colour), text(at + 15, y, name))
    at += 15 + name.length * 6.6 + 18
  }
  return marks
}

/** The next round number from `value` on: 1, 2 or 5 of a power of ten, or a step between. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10
  return Number((step * power).toPrecision(2))
}

const short = (value: number): number => Math.round(value * 10) / 10

function escapeXml(said: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return said.replace(/[&<>"]/g, (char) => names[char] ?? char)
}
