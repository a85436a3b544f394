import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { FileProblem } from './file-problem.ts'
import { type Combinations, columnsOf, type Mapping, neededColumns } from './mapping.ts'
import { type Line, openSource, readLines, type Source } from './reading/source.ts'
import type { Context, Draft, GroupReading, LineNote } from './rows/draft.ts'
import { readGroup } from './rows/product-draft.ts'
import {
  type GroupLine,
  isRefused,
  type Outline,
  outlineOf,
  readGroups,
} from './rows/row-groups.ts'
import { readField } from './values/field-value.ts'

/** A file that was read once: it can be read again, product by product. */
export type Prepared = Awaited<ReturnType<typeof prepareFile>>

export type ReadingOptions = {
  readonly encoding?: string | undefined
  /** A file of variants, for mappings that have them. */
  readonly combinations?: string | undefined
}

/** Opens a file and reads it once for what its lines have to do with each other. */
export async function prepareFile(path: string, mapping: Mapping, options: ReadingOptions = {}) {
  const { delimiter, quote } = mapping.file
  const encoding = options.encoding ?? mapping.file.encoding
  const source = await openSource(path, { delimiter, quote, encoding })
  checkColumns(source, neededColumns(mapping))
  const outline = await outlineOf(source, mapping)
  if (outline.lines === 0) throw new FileProblem(`${path} has a header and no lines`)
  const read = await readCombinations(mapping.combinations, options, outline)
  // `said` is what was assumed, `refused` are lines of further files that cannot be read.
  return { source, mapping, outline, ...read, said: [...source.said, ...read.said] }
}

/** Columns that are missing, or there twice, are refused: which one is meant cannot be known. */
function checkColumns({ path, columns }: Source, wanted: readonly string[]): void {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
  const missing = wanted.filter((name) => !columns.includes(name))
  if (missing.length > 0) {
    throw new FileProblem(`${path} has no column ${quoted(missing)}; it has: ${columns.join(', ')}`)
  }
  const twice = wanted.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name))
  if (twice.length === 0) return
  throw new FileProblem(`${path} has two columns ${quoted(twice)}: which one counts is not known`)
}

async function readCombinations(
  spec: Combinations | undefined,
  { combinations: path, encoding }: ReadingOptions,
  outline: Outline,
) {
  const combinations = new Map<string, GroupLine[]>()
  const refused: LineNote[] = []
  if (path === undefined) return { combinations, refused, said: [] }
  if (!spec) throw new FileProblem('--combinations: this mapping has no combinations')
  const source = await openSource(path, { encoding })
  checkColumns(source, spec.required ?? columnsOf(spec))
  const file = basename(path)
  const products = spec.product

  function take(line: Line): void {
    const keys = keysOf(line, products)
    const reason = line.problem ?? (keys.length === 0 ? 'it names no product' : undefined)
    if (reason !== undefined) refused.push({ line: line.line, file, id: '', reason, raw: line.raw })
    else for (const key of keys) add(combinations, key, { ...line, kind: 'variant', file })
  }

  for await (const line of readLines(source)) {
    take(line)
    outline.skuNames.see(readField(spec.sku, line.row))
  }
  return { combinations, refused, said: source.said.map((text) => `${file}: ${text}`) }
}

const keysOf = ({ row }: Line, product: Combinations['product']): string[] =>
  product.flatMap((field) => readField(field, row)?.toLowerCase() ?? [])

function add(map: Map<string, GroupLine[]>, key: string, line: GroupLine): void {
  map.set(key, [...(map.get(key) ?? []), line])
}

/** Reads the file again: each product as soon as all its lines are there, and what is refused or odd. */
export async function* readDrafts(prepared: Prepared): AsyncGenerator<GroupReading> {
  const { source, mapping, outline, combinations } = prepared
  const used = new Set<GroupLine>()
  const context = createContext(prepared, used)
  let groups = 0
  for await (const group of readGroups(source, mapping, outline)) {
    // lines come by the thousand from one reading: whatever else the process does has its turn
    if (++groups % 20 === 0) await setImmediate()
    if (!isRefused(group)) yield readGroup(group, context)
    else {
      const { line, id, reason, isOwn } = group
      const refused = [{ line: line.line, id, reason, raw: line.raw }]
      yield { refused, notes: [], unplaced: isOwn ? 0 : 1 }
    }
  }
  const orphans = new Set([...combinations.values()].flat().filter((line) => !used.has(line)))
  const reason = 'its product is not in the file'
  const refused = [...orphans].map(({ line, file, raw }) => ({
    line,
    id: '',
    reason,
    raw,
    ...(file && { file }),
  }))
  const all = [...prepared.refused, ...refused]
  yield { refused: all, notes: [], unplaced: all.length }
}

function createContext(
  { mapping, outline, combinations }: Prepared,
  used: Set<GroupLine>,
): Context {
  const skus = new Map<string, number>()
  return {
    mapping,
    skuNames: outline.skuNames,
    claimSku(sku, line) {
      const owner = skus.get(sku.toLowerCase())
      if (owner === undefined) skus.set(sku.toLowerCase(), line)
      return owner
    },
    combinationsOf(head) {
      const id = readField(mapping.externalId, head)?.toLowerCase() ?? ''
      const sku = readField(mapping.sku, head)?.toLowerCase() ?? ''
      const lines = combinations.get(id) ?? combinations.get(`sku:${sku}`) ?? []
      for (const line of lines) used.add(line)
      return lines
    },
  }
}

export const hasDraft = (reading: GroupReading): reading is GroupReading & { draft: Draft } =>
  reading.draft !== undefined
