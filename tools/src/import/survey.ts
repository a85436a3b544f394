import { createHash } from 'node:crypto'
import type { Mapping } from './mapping.ts'
import { type Draft, isRejection, readProductRow } from './product-row.ts'
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
  const categoriesOf = new Map<string, string[]>()
  const first = new Map<string, { line: number; hash: string }>()
  const rejected: LineNote[] = []
  const notes: LineNote[] = []
  let lines = 0
  for await (const { line, row, problem } of readLines(path, mapping)) {
    lines++
    const read = problem
      ? { externalId: undefined, reasons: [problem] }
      : readProductRow(row, mapping)
    if (isRejection(read)) {
      rejected.push({ line, id: read.externalId ?? '', reason: read.reasons.join('; ') })
      continue
    }
    const known = first.get(read.externalId)
    if (!known) first.set(read.externalId, { line, hash: hashOf(read) })
    const reason = known && repeatProblem(read, known, mapping)
    if (reason?.refused) rejected.push({ line, id: read.externalId, reason: reason.text })
    else if (reason) notes.push({ line, id: read.externalId, reason: reason.text })
    if (!reason?.refused) addCategory(categoriesOf, read)
    if (!known)
      notes.push(...read.notes.map((text) => ({ line, id: read.externalId, reason: text })))
  }
  const categories = [...new Set([...categoriesOf.values()].flat())]
  return { lines, categoriesOf, categories, rejected, notes }
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
