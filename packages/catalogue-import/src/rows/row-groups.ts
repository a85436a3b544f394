import { lookUp } from '@comptoir/contracts/look-up'
import type { Mapping } from '../mapping.ts'
import { type Line, readLines, type Source } from '../reading/source.ts'
import { readField } from '../values/field-value.ts'
import { createSkuNames } from './sku-names.ts'

/** What a line is of its product. */
export type LineKind = 'product' | 'variants' | 'variant'
export type GroupLine = Line & {
  readonly kind: LineKind
  /** Its file, when it is not the products'. */
  readonly file?: string
}

/** The lines of one product. */
export type Group = { readonly key: string; readonly lines: readonly GroupLine[] }
export type Refused = {
  readonly line: Line
  readonly id: string
  readonly reason: string
  /** It is a product of its own, of a kind that is not taken. */
  readonly isOwn: boolean
}

/** What a first reading learns: how many lines each product has, so that it is known when it is whole. */
export type Outline = Awaited<ReturnType<typeof outlineOf>>

type Place =
  | { readonly kind: LineKind; readonly key: string }
  /** Of which the parent is still to be found. */
  | { readonly kind: 'variant'; readonly parent: string }
  | { readonly kind: 'skip' }
  | { readonly kind: 'refused'; readonly reason: string; readonly isOwn?: true }

/** Counts the lines of each product; only names and numbers are kept. */
export async function outlineOf(source: Source, mapping: Mapping) {
  const countOf = new Map<string, number>()
  const childrenOf = new Map<string, number>()
  /** The product that a variant calls its parent. */
  const parents = new Map<string, string>()
  const skuNames = createSkuNames()
  const place = createPlacer(mapping)
  let lines = 0

  function count(line: Line, placed: Extract<Place, { kind: LineKind }>): void {
    skuNames.see(readField(mapping.sku, line.row))
    if ('parent' in placed) {
      add(childrenOf, placed.parent, 1)
      return
    }
    add(countOf, placed.key, 1)
    for (const name of referencesOf(line, mapping)) parents.set(name, placed.key)
  }

  for await (const line of readLines(source)) {
    lines++
    const placed = place(line)
    if (placed.kind !== 'skip' && placed.kind !== 'refused') count(line, placed)
  }
  for (const [parent, children] of childrenOf) {
    const key = parents.get(parent)
    if (key !== undefined) add(countOf, key, children)
  }
  return { lines, countOf, parents, skuNames }
}

const add = (counts: Map<string, number>, key: string, by: number) =>
  counts.set(key, (counts.get(key) ?? 0) + by)

/** Streams the products of a file, each as soon as all its lines are read, and what belongs to none. */
export async function* readGroups(
  source: Source,
  mapping: Mapping,
  outline: Outline,
): AsyncGenerator<Group | Refused> {
  const open = new Map<string, GroupLine[]>()
  const place = createPlacer(mapping)
  for await (const line of readLines(source)) {
    const placed = keyed(place(line), outline)
    if (placed.kind === 'skip') continue
    if (placed.kind === 'refused') {
      const { reason, isOwn = false } = placed
      yield { line, id: readField(mapping.externalId, line.row) ?? '', reason, isOwn }
      continue
    }
    const { key, kind } = placed
    const lines = open.get(key) ?? []
    lines.push({ ...line, kind })
    open.set(key, lines)
    if (lines.length < (outline.countOf.get(key) ?? 0)) continue
    open.delete(key)
    yield { key, lines }
  }
}

export const isRefused = (read: Group | Refused): read is Refused => 'reason' in read

function keyed(placed: Place, { parents }: Outline): Exclude<Place, { parent: string }> {
  if (!('parent' in placed)) return placed
  const key = parents.get(placed.parent)
  if (key !== undefined) return { kind: 'variant', key }
  return { kind: 'refused', reason: `its product "${placed.parent}" is not in the file` }
}

/** Tells of each line, in the order of the file, what it is of which product. */
function createPlacer(mapping: Mapping): (line: Line) => Place {
  const { rows, externalId } = mapping
  let above: string | undefined
  return (line) => {
    if (line.problem !== undefined) {
      above = undefined
      return { kind: 'refused', reason: line.problem }
    }
    const id = readField(externalId, line.row)?.toLowerCase()
    if (rows.by === 'parent') return placeByParent(line, id, rows)
    above = id ?? above
    return placeById(id, rows.by === 'above' ? above : undefined, rows.by)
  }
}

function placeById(id: string | undefined, above: string | undefined, by: 'id' | 'above'): Place {
  if (id !== undefined) return { kind: 'product', key: id }
  if (above !== undefined) return { kind: 'variant', key: above }
  const reason = by === 'id' ? 'it has no id' : 'it has no id, and no product stands above it'
  return { kind: 'refused', reason }
}

type ByParent = Extract<Mapping['rows'], { by: 'parent' }>

function placeByParent(line: Line, id: string | undefined, rows: ByParent): Place {
  const kind = readField(rows.kind, line.row)
  const parent = readField(rows.parent, line.row)
  if (kind === 'skip') return { kind }
  if (kind === 'variant') {
    if (parent !== undefined) return { kind, parent: parent.toLowerCase() }
    return { kind: 'refused', reason: 'it is a variant and names no product' }
  }
  if (kind !== 'product' && kind !== 'variants') {
    return {
      kind: 'refused',
      isOwn: true,
      reason: `products of the kind "${lookUp(line.row, rows.kind.column ?? '') ?? ''}" are not taken`,
    }
  }
  return id === undefined ? { kind: 'refused', reason: 'it has no id' } : { kind, key: id }
}

function referencesOf({ row }: Line, { rows }: Mapping): string[] {
  if (rows.by !== 'parent') return []
  return rows.references.flatMap((field) => readField(field, row)?.toLowerCase() ?? [])
}
