import { type Prepared, readDrafts } from './drafts.ts'
import type { LineNote } from './rows/draft.ts'
import { hasVariants } from './rows/product-draft.ts'

/** What a reading of the whole file learns before anything is written. */
export type Survey = Awaited<ReturnType<typeof surveyFile>>

/** A product that is written, and has refused lines. */
type PartialProduct = {
  readonly line: number
  readonly id: string
  readonly refused: number
  readonly of: number
  /** What its lines are. */
  readonly kind: 'variants' | 'lines'
}

/** Reads the whole file; of each product only its categories are kept. */
export async function surveyFile(prepared: Prepared) {
  const categories = new Map<string, readonly string[]>()
  const taxClasses = new Set<string>()
  const refused: LineNote[] = []
  const notes: LineNote[] = []
  const partial: PartialProduct[] = []
  const kind = hasVariants(prepared.mapping) ? 'variants' : 'lines'
  /** `several`: products in more than one category. `unplaced`: refused lines of which the product is not known. */
  const counts = { products: 0, variants: 0, several: 0, unplaced: 0 }
  for await (const reading of readDrafts(prepared)) {
    refused.push(...reading.refused)
    notes.push(...reading.notes)
    const { draft, unplaced = 0 } = reading
    counts.unplaced += unplaced
    if (!draft) continue
    counts.products++
    counts.variants += draft.product.variants.length
    if (draft.categories.length > 1) counts.several++
    for (const path of draft.categories) categories.set(JSON.stringify(path), path)
    taxClasses.add(draft.product.taxClass)
    const { line, externalId: id, refusals } = draft
    if (refusals) partial.push({ line, id, kind, ...refusals })
  }
  const { outline, said } = prepared
  return {
    lines: outline.lines,
    ...counts,
    categories: [...categories.values()],
    taxClasses,
    partial,
    refused,
    notes,
    said,
  }
}
