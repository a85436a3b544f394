import type { Counts } from '../../../tools/test/checks/check-runner.ts'

/** What one choice of broker and store came to. What was not reached is not there. */
export type MatrixRow = Figures & {
  readonly broker: string
  readonly store: string
  readonly at: string
  /** Cores and model of the machine. */
  readonly machine: string
  /** Processes that wanted to run in the minute before the row began: what else the machine did. */
  readonly loadBefore: number
  readonly minutes: number
  /** The steps that failed. */
  readonly failed: readonly string[]
}

/** What the steps of a row measured, in seconds unless the name says otherwise. */
export type Figures = {
  start?: number
  demo?: number
  journeys?: Counts
  /** From placed to confirmed, one order at a time, in milliseconds. */
  confirm?: { readonly p50: number; readonly p95: number; readonly orders: number }
  restart?: number
  /** From the first request until the last order is settled. */
  burst?: { readonly orders: number; readonly seconds: number }
  drills?: Counts
  /** PSS after the burst, in MB: of all processes, and of the broker and the store without Redis. */
  memory?: { readonly all: number; readonly parts: number }
  /** How often the books agreed, of how often they were compared. */
  books?: { agreed: number; compared: number }
}

const head = [
  ...['broker', 'store', 'start, restart s', 'demo shop s', 'journeys', 'confirmed p50, p95 ms'],
  ...['burst', 'orders a second', 'drills', 'books agree', 'memory MB (parts)', 'minutes', 'load'],
]

/** The rows as a table in Markdown, with the machine and the days they were taken. */
export function tableOf(rows: readonly MatrixRow[]): string {
  const days = [...new Set(rows.map(({ at }) => at.slice(0, 10)))].toSorted()
  const machines = [...new Set(rows.map(({ machine }) => machine))]
  const taken =
    rows.length === 0 ? 'Not taken yet.' : `Taken ${days.join(', ')} on ${machines.join('; ')}.`
  const line = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`
  return [
    taken,
    '',
    line(head),
    `|---|---|${'--:|'.repeat(head.length - 2)}`,
    ...rows.map((row) => line(cellsOf(row))),
    ...failures(rows),
  ].join('\n')
}

function cellsOf(row: MatrixRow): string[] {
  const { start, restart, demo, confirm, burst, memory, books } = row
  return [
    ...[row.broker, row.store, `${seconds(start)}, ${seconds(restart)}`, seconds(demo)],
    countsText(row.journeys),
    confirm ? `${Math.round(confirm.p50)}, ${Math.round(confirm.p95)}` : missing,
    burst ? `${burst.orders} in ${burst.seconds.toFixed(1)} s` : missing,
    burst ? (burst.orders / burst.seconds).toFixed(1) : missing,
    countsText(row.drills),
    books ? `${books.agreed} of ${books.compared}` : missing,
    memory ? `${memory.all} (${memory.parts})` : missing,
    row.minutes.toFixed(1),
    row.loadBefore.toFixed(1),
  ]
}

const missing = '–'
const seconds = (value: number | undefined) => value?.toFixed(1) ?? missing
const countsText = (counts: Counts | undefined) =>
  counts ? `${counts.passed} of ${counts.passed + counts.failed}` : missing

function failures(rows: readonly MatrixRow[]): string[] {
  const lines = rows
    .filter(({ failed }) => failed.length > 0)
    .map(({ broker, store, failed }) => `- ${broker} with ${store} failed: ${failed.join(', ')}.`)
  return lines.length === 0 ? [] : ['', ...lines]
}
