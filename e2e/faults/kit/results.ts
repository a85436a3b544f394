import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { modes } from '../drills/matrix.ts'
import type { Row } from './table.ts'

/** A drill as it last ran. */
export type Result = Row & { readonly at: string }

const root = resolve(import.meta.dirname, '../../..')
const resultsFile = join(root, 'e2e/results/drills.json')
const page = join(root, 'docs/reliability/results.md')

/** What the drills last came to: `e2e/results/drills.json`. */
export function readResults(): Result[] {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Result[]
}

/** The page of these results as it stands in the documentation. */
export const readPage = (): string => readFileSync(page, 'utf8')

/** Keeps what ran now, drill by drill, and writes the page of them anew. */
export function keepResults(rows: readonly Row[], at: string): void {
  const results = mergeResults(readResults(), rows, at)
  const lines = results.map((result) => `  ${JSON.stringify(result)}`)
  writeFileSync(resultsFile, `[\n${lines.join(',\n')}\n]\n`)
  writeFileSync(page, pageOf(results))
}

/** A drill that ran again takes the place of its result before; a new one comes last. */
export function mergeResults(known: readonly Result[], rows: readonly Row[], at: string): Result[] {
  const byDrill = new Map(known.map((result) => [result.drill, result]))
  for (const row of rows) byDrill.set(row.drill, { ...row, at })
  return [...byDrill.values()]
}

/** The page of the results: a row for each step of the matrix, one for each other drill. */
export function pageOf(results: readonly Result[]): string {
  const steps = new Map<string, Map<string, Result>>()
  const others: Result[] = []
  for (const result of results) {
    const mode = modes.find((one) => result.drill.endsWith(` ${one}`))
    if (!mode) {
      others.push(result)
      continue
    }
    const step = result.drill.slice(0, -mode.length - 1)
    steps.set(step, (steps.get(step) ?? new Map()).set(mode, result))
  }
  return [
    ...introduction(results),
    '## The matrix',
    '',
    ...tableOf(['step', ...modes.map((mode) => mode.replace('_', ' '))], matrixRows(steps)),
    '',
    '## The others',
    '',
    ...tableOf(['drill', 'result', 'seconds', 'day', 'note'], others.map(otherRow)),
    '',
  ].join('\n')
}

function introduction(results: readonly Result[]): string[] {
  const held = results.filter(({ result }) => result === 'held').length
  return [
    '# What the drills came to',
    '',
    'Written by `npm run test:faults` from `e2e/results/drills.json`: each drill as it last ran. What they try, and what must hold,',
    'stands in [drills](drills.md).',
    '',
    `${held} of ${results.length} held.`,
    '',
  ]
}

function matrixRows(steps: ReadonlyMap<string, ReadonlyMap<string, Result>>): string[][] {
  return [...steps].map(([step, byMode]) => [
    `\`${step.replaceAll(':comptoir.', ':')}\``,
    ...modes.map((mode) => outcomeOf(byMode.get(mode))),
  ])
}

const outcomeOf = (result: Result | undefined): string =>
  result ? `${result.result} ${result.seconds.toFixed(1)} s` : ''

const otherRow = ({ drill, result, seconds, at, note }: Result): string[] => [
  drill,
  result,
  seconds.toFixed(1),
  at.slice(0, 10),
  note,
]

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const written = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`
  return [written(head), `|${head.map(() => '---|').join('')}`, ...rows.map(written)]
}
