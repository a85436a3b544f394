import { join } from 'node:path'
import { ImportPreset } from '@comptoir/contracts/catalog/product-import-routes'
import { FileProblem } from './file-problem.ts'
import { columnsOf, readMapping } from './mapping.ts'

/** The systems whose exports are known, by the name that `--from` takes. */
export const presetNames = ImportPreset.options

const folder = join(import.meta.dirname, 'presets')

/** The file of a preset; throws a FileProblem for a name that is none. */
export function presetFile(name: string): string {
  if (name === 'ikea' || presetNames.some((known) => known === name))
    return join(folder, `${name}.yaml`)
  throw new FileProblem(`--from: "${name}" is none of ${presetNames.join(', ')}, auto`)
}

type Candidate = ReturnType<typeof candidateOf>

/** The preset that the columns of a file are of, and why; refused with the closest when there is none. */
export function detectPreset(columns: readonly string[]): { name: string; why: string } {
  const candidates = [...presetNames, 'ikea'].map((name) => candidateOf(name, columns))
  const fitting = candidates.filter(({ missing }) => missing.length === 0)
  if (fitting.length === 0) throw noPreset(candidates, columns)
  const best = fitting.reduce((a, b) => (b.known > a.known ? b : a))
  const has = best.required.map((name) => `"${name}"`).join(', ')
  return { name: best.name, why: `it has the columns ${has}` }
}

function candidateOf(name: string, columns: readonly string[]) {
  const mapping = readMapping(presetFile(name))
  const all = columnsOf(mapping)
  const required = mapping.file.required ?? all
  const has = (column: string) => columns.includes(column)
  return {
    name,
    required,
    missing: required.filter((column) => !has(column)),
    known: all.filter(has).length,
  }
}

function noPreset(candidates: readonly Candidate[], columns: readonly string[]): FileProblem {
  const share = ({ required, missing }: Candidate) => 1 - missing.length / required.length
  const closest = candidates.reduce((a, b) => (share(b) > share(a) ? b : a))
  const missing = closest.missing.map((name) => `"${name}"`).join(', ')
  return new FileProblem(
    `The columns are of no system that is known: ${columns.join(', ')}\n` +
      `The closest is ${closest.name}, which would need ${missing}.\n` +
      'Say where the file is from with --from, or how to read it with --map (docs/import.md).',
  )
}
