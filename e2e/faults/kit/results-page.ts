import { modes } from '../drills/orders/matrix.ts'
import { type SoakResult, soakSection } from '../soak/soak-report.ts'
import { markdownTable } from './markdown-table.ts'
import type { Row } from './table.ts'

/** A drill as it last ran. */
export type Result = Row & { readonly at: string }
/** The last run of every drill, and the last soak of full length. */
export type Results = { readonly drills: readonly Result[]; readonly soak: SoakResult }

/** The page of the results: a row for each step of the matrix, one for each other drill, and the soak. */
export function pageOf({ drills, soak }: Results): string {
  const steps = new Map<string, Map<string, Result>>()
  const others: Result[] = []
  for (const result of drills) {
    const mode = modes.find((one) => result.drill.endsWith(` ${one}`))
    if (!mode) {
      others.push(result)
      continue
    }
    const step = result.drill.slice(0, -mode.length - 1)
    steps.set(step, (steps.get(step) ?? new Map()).set(mode, result))
  }
  return [
    ...introduction(drills),
    '## Matrix',
    '',
    ...markdownTable(['step', ...modes.map((mode) => mode.replace('_', ' '))], matrixRows(steps)),
    '',
    '## Other drills',
    '',
    ...markdownTable(['drill', 'result', 'seconds', 'day', 'note'], others.map(otherRow)),
    '',
    ...soakSection(soak),
  ].join('\n')
}

function introduction(drills: readonly Result[]): string[] {
  const held = drills.filter(({ result }) => result === 'held').length
  return [
    '# Results of the drills and the soak',
    '',
    'Each drill as it last ran. `npm run test:faults` and `npm run test:soak` write this page and the files that it shows,',
    '`e2e/results/drills.json` and `soak.json`. [Drills](drills.md) says what they do, [promises](promises.md) what must hold.',
    '',
    `${held} of ${drills.length} held.`,
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
