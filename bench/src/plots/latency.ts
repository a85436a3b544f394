import { concurrencies, type Result, rowOf } from '../result.ts'
import {
  type Box,
  colours,
  dot,
  legend,
  line,
  type Mark,
  type Point,
  rule,
  svg,
  text,
} from './svg.ts'

const percentiles = ['p50', 'p95', 'p99'] as const

export type Panel = { readonly label: string; readonly operation: string }
export type LatencyPlot = {
  readonly title: string
  readonly rows: readonly (readonly Panel[])[]
}

/** Powers of ten: from the one below all values to the one above. */
export type Decades = { readonly low: number; readonly high: number }

const size = { width: 220, height: 110 }
const gap = { x: 50, y: 52 }
const top = 108

/** Median and tail of each operation over the number of requests at once: small panels with one logarithmic scale. */
export function latencyPlot(result: Result, { title, rows }: LatencyPlot): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const width = 30 + columns * (size.width + gap.x)
  const height = top + rows.length * (size.height + gap.y) - 14
  const decades = decadesOf(
    rows.flat().flatMap(({ operation }) =>
      concurrencies.flatMap((concurrency) => {
        const row = rowOf(result, operation, concurrency)
        return row ? [row.p50, row.p99] : []
      }),
    ),
  )
  const panels = rows.flatMap((row, y) =>
    row.flatMap((panel, x) => {
      const corner = { x: 56 + x * (size.width + gap.x), y: top + y * (size.height + gap.y) }
      return panelMarks(result, panel, { box: { ...size, ...corner }, decades })
    }),
  )
  const names = percentiles.map((name, n) => [name, colours[n] ?? ''] as const)
  const note = text(20, 72, 'milliseconds (logarithmic) over requests at once', { kind: 'note' })
  const heading = text(20, 28, title, { kind: 'title' })
  return svg({ width, height, title }, [heading, ...legend(20, 52, names), note, ...panels])
}

export function decadesOf(values: readonly number[]): Decades {
  const known = values.filter((value) => value > 0)
  if (known.length === 0) return { low: 0, high: 1 }
  const low = Math.floor(Math.log10(Math.min(...known)))
  return { low, high: Math.max(low + 1, Math.ceil(Math.log10(Math.max(...known)))) }
}

type Frame = { readonly box: Box; readonly decades: Decades }

function panelMarks(result: Result, { label, operation }: Panel, frame: Frame): Mark[] {
  const { x, y } = frame.box
  return [text(x, y - 8, label), ...axes(frame), ...curves(result, operation, frame)]
}

const inset = 24

const columnOf = ({ x, width }: Box, n: number) =>
  x + inset + (n * (width - 2 * inset)) / (concurrencies.length - 1)

function levelOf({ box: { y, height }, decades: { low, high } }: Frame, value: number): number {
  return y + height * (1 - (Math.log10(value) - low) / (high - low))
}

function axes(frame: Frame): Mark[] {
  const { box, decades } = frame
  const marks: Mark[] = []
  for (let power = decades.low; power <= decades.high; power++) {
    const value = Number(`1e${power}`)
    const at = levelOf(frame, value)
    const said = value.toLocaleString('en')
    marks.push(rule([box.x, at], [box.x + box.width, at]))
    marks.push(text(box.x - 6, at + 4, said, { kind: 'note', anchor: 'end' }))
  }
  const below = box.y + box.height + 16
  const columns = concurrencies.map((concurrency, n) =>
    text(columnOf(box, n), below, String(concurrency), { kind: 'note', anchor: 'middle' }),
  )
  return [...marks, ...columns]
}

function curves(result: Result, operation: string, frame: Frame): Mark[] {
  return percentiles.flatMap((percentile, n) => {
    const colour = colours[n] ?? ''
    const points = concurrencies.flatMap((concurrency, at): Point[] => {
      const value = rowOf(result, operation, concurrency)?.[percentile]
      return value === undefined ? [] : [[columnOf(frame.box, at), levelOf(frame, value)]]
    })
    return [line(points, colour), ...points.map((point) => dot(point, colour))]
  })
}
