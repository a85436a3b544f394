import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Row = {
  readonly drill: string
  readonly result: 'held' | 'BROKE'
  readonly seconds: number
  readonly note: string
}

const fileIn = (home: string) => join(home, 'drills.jsonl')

/** Adds a row to the table that is shown at the end. */
export function addRow(home: string, row: Row): void {
  appendFileSync(fileIn(home), `${JSON.stringify(row)}\n`)
}

/** The drills that were run. */
export function readRows(home: string): Row[] {
  if (!existsSync(fileIn(home))) return []
  const lines = readFileSync(fileIn(home), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

/** Shows one row for each drill that was run; answers whether all held. */
export function printTable(home: string): boolean {
  const rows = readRows(home)
  if (rows.length === 0) return true
  const width = Math.max(...rows.map(({ drill }) => drill.length))
  console.log(`\n${'drill'.padEnd(width)}  result  seconds  note`)
  for (const { drill, result, seconds, note } of rows) {
    const took = seconds.toFixed(1).padStart(7)
    console.log(`${drill.padEnd(width)}  ${result.padEnd(6)}  ${took}  ${note}`)
  }
  const held = rows.filter(({ result }) => result === 'held').length
  console.log(`${held} of ${rows.length} drills held`)
  if (held < rows.length) console.log(`The logs are in ${join(home, 'logs')}`)
  return held === rows.length
}
