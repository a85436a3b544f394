import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Soaked } from '../soak/soak.ts'
import { pageOf, type Result, type Results } from './results-page.ts'
import type { Row } from './table.ts'

const root = resolve(import.meta.dirname, '../../..')
const drillsFile = join(root, 'e2e/results/drills.json')
const soakFile = join(root, 'e2e/results/soak.json')
const page = join(root, 'docs/reliability/results.md')

/** The last results: `e2e/results/drills.json` and `soak.json`. */
export const readResults = (): Results => ({
  drills: readJson(drillsFile),
  soak: readJson(soakFile),
})

/** The page of these results as it stands in the documentation. */
export const readPage = (): string => readFileSync(page, 'utf8')

/** Keeps the drills that ran now and writes the page. */
export function keepDrills(rows: readonly Row[], at: string): void {
  const drills = mergeResults(readResults().drills, rows, at)
  writeFileSync(
    drillsFile,
    `[\n${drills.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`,
  )
  writeFileSync(page, pageOf(readResults()))
}

/** Keeps a soak and writes the page. */
export function keepSoak({ samples: _, ...soaked }: Soaked, at: string): void {
  mkdirSync(dirname(soakFile), { recursive: true })
  writeFileSync(soakFile, `${JSON.stringify({ at, ...soaked }, undefined, 2)}\n`)
  writeFileSync(page, pageOf(readResults()))
}

/** A drill that ran again takes the place of its result before; a new one comes last. */
export function mergeResults(known: readonly Result[], rows: readonly Row[], at: string): Result[] {
  const byDrill = new Map(known.map((result) => [result.drill, result]))
  for (const row of rows) byDrill.set(row.drill, { ...row, at })
  return [...byDrill.values()]
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
