import { createHash } from 'node:crypto'
import type { Mapping } from './mapping.ts'
import { type Draft, isRejection, type Rejection, readProductRow } from './product-row.ts'
import { readLines } from './source.ts'

export type LineNote = { readonly line: number; readonly id: string; readonly reason: string }

/** What a first reading of the file learns: enough to write each product once, whole, in a second one. */
export type Survey = {
  readonly lines: number
  /** Names of categories by product, in the order of the file. */
  readonly categoriesOf: ReadonlyMap<string, readonly string[]>
  readonly categories: readonly string[]
  readonly rejected: readonly LineNote[]
  readonly notes: readonly LineNote[]
}

/** Reads the whole file once; of each product only its id, a hash and its categories are kept. */
export async function surveyFile(path: string, mapping: Mapping): Promise<Survey> {
  const reading: Reading = {
    mapping,
    first: new Map(),
    categoriesOf: new Map(),
    rejected: [],
    notes: [],
  }
  let lines = 0
  for await (const { line, row, problem } of readLines(path, mapping)) {
    lines++
    const read = problem ? { externalId: '', reasons: [problem] } : readProductRow(row, mapping)
    if (isRejection(read)) reject(reading, line, read)
    else accept(reading, line, read)
  }
  const { categoriesOf, rejected, notes } = reading
  return {
    lines,
    categoriesOf,
    categories: [...new Set([...categoriesOf.values()].flat())],
    rejected,
    notes,
  }
}

type Reading = {
  readonly mapping: Mapping
  /** Where each id stood first, and what it said there. */
  readonly first: Map<string, { line: number; hash: string }>
  readonly categoriesOf: Map<string, string[]>
  readonly rejected: LineNote[]
  readonly notes: LineNote[]
}

function reject(
  { rejected }: Reading,
  line: number,
  { externalId = '', reasons }: Rejection,
): void {
  rejected.push({ line, id: externalId, reason: reasons.join('; ') })
}

function accept(reading: Reading, line: number, draft: Draft): void {
  const { mapping, first, categoriesOf, notes } = reading
  const id = draft.externalId
  const known = first.get(id)
  if (!known) {
    first.set(id, { line, hash: hashOf(draft) })
    notes.push(...draft.notes.map((reason) => ({ line, id, reason })))
  }
  const problem = known && repeatProblem(draft, known, mapping)
  if (problem?.refused) {
    reject(reading, line, { externalId: id, reasons: [problem.text] })
    return
  }
  if (problem) notes.push({ line, id, reason: problem.text })
  addCategory(categoriesOf, draft)
}

/** What is wrong with a line whose id stands on an earlier line. */
function repeatProblem(
  draft: Draft,
  known: { line: number; hash: string },
  { categories }: Mapping,
): { text: string; refused: boolean } | undefined {
  if (!categories.merge)
    return { text: `its id stands on line ${known.line} already`, refused: true }
  if (hashOf(draft) === known.hash) return undefined
  return { text: `it differs from line ${known.line} of the same id, which counts`, refused: false }
}

function addCategory(categoriesOf: Map<string, string[]>, { externalId, category }: Draft): void {
  const known = categoriesOf.get(externalId) ?? []
  if (!known.includes(category)) known.push(category)
  categoriesOf.set(externalId, known)
}

function hashOf({ product, stock }: Draft): string {
  return createHash('sha1')
    .update(JSON.stringify([product, stock]))
    .digest('base64')
}
