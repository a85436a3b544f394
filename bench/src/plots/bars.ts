import { bar, legend, type Mark, roundUp, rule, svg, text } from './svg.ts'

export type Part = { readonly name: string; readonly value: number }
export type Bar = { readonly label: string; readonly parts: readonly Part[] }
/** Bars with one scale and a heading of their own. */
export type BarGroup = {
  readonly heading: string
  readonly bars: readonly Bar[]
  /** A line to be reached, or not to be passed. */
  readonly target?: { readonly value: number; readonly label: string }
}
export type BarPlot = {
  readonly title: string
  readonly groups: readonly BarGroup[]
  readonly colourOf: Readonly<Record<string, string>>
  readonly show: (total: number) => string
  /** Without it each group has a scale of its own. */
  readonly highest?: number
}

const width = 860
const labels = 150
const room = 90
const rowHeight = 20
const thickness = 13

/** Lying bars, each stacked from its parts, with its total behind it. */
export function barPlot(plot: BarPlot): string {
  const { title, groups, colourOf } = plot
  const marks: Mark[] = [text(20, 28, title, { kind: 'title' })]
  const used = new Set(groups.flatMap(({ bars }) => bars.flatMap(({ parts }) => parts.map(nameOf))))
  const entries = Object.entries(colourOf).filter(([name]) => used.has(name))
  marks.push(...legend(20, 52, entries))
  let y = 82
  for (const group of groups) {
    marks.push(...groupMarks(plot, group, y))
    y += heightOf(group)
  }
  return svg({ width, height: y - 16, title }, marks)
}

const nameOf = ({ name }: Part) => name
const totalOf = ({ parts }: Bar) => parts.reduce((sum, { value }) => sum + value, 0)
const heightOf = ({ bars }: BarGroup) => bars.length * rowHeight + 40

function groupMarks(plot: BarPlot, { bars, target, heading }: BarGroup, y: number): Mark[] {
  const scale = plot.highest ?? roundUp(Math.max(...bars.map(totalOf), target?.value ?? 0))
  const toX = (value: number) => labels + ((width - labels - room) * value) / scale
  const marks: Mark[] = [text(20, y, heading, { kind: 'note' })]
  const values: Mark[] = []
  for (const [n, one] of bars.entries()) {
    const at = y + 10 + n * rowHeight
    marks.push(text(labels - 8, at + 11, one.label, { anchor: 'end' }))
    let from = 0
    for (const { name, value } of one.parts) {
      const box = { x: toX(from), y: at, width: toX(from + value) - toX(from), height: thickness }
      marks.push(bar(box, plot.colourOf[name] ?? ''))
      from += value
    }
    values.push(text(toX(from) + 6, at + 11, plot.show(from), { kind: 'value' }))
  }
  if (target) {
    const x = toX(target.value)
    marks.push(rule([x, y + 4], [x, y + 10 + bars.length * rowHeight], 'mark'))
    marks.push(text(x, y, target.label, { kind: 'note', anchor: 'middle' }))
  }
  return [...marks, ...values]
}
