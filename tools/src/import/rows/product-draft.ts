import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import type { Mapping } from '../mapping.ts'
import type { Row } from '../reading/source.ts'
import { readField } from '../values/field-value.ts'
import type { LineNote } from './line-note.ts'
import { type PictureRef, picturesOf } from './pictures-of.ts'
import { type Head, readFacts, readHead } from './product-head.ts'
import type { Group, GroupLine } from './row-groups.ts'
import { readSingle } from './single-variant.ts'
import type { SkuNames } from './sku-names.ts'
import type { StockLevel } from './variant-row.ts'
import { readVariants } from './variants-of.ts'

/** A product of the file, without its categories' ids. */
export type Draft = {
  readonly line: number
  readonly raw: string
  readonly externalId: string
  readonly productId?: string
  readonly categories: readonly (readonly string[])[]
  readonly categorySlugs: readonly string[]
  readonly product: Omit<ProductInput, 'categoryIds'>
  readonly levels: readonly StockLevel[]
  readonly pictures: readonly PictureRef[]
  /** The picture of a variant, by SKU. */
  readonly pictureOf: ReadonlyMap<string, string>
  /** SKUs of variants that the file does not put on sale. */
  readonly withheld: readonly string[]
  /** How many lines of the product are refused; there when some are. */
  readonly refusals?: { readonly refused: number; readonly of: number }
}

export type GroupReading = {
  readonly draft?: Draft
  /** Refused lines of which the product is not known: they may be of any. */
  readonly unplaced?: number
  readonly refused: readonly LineNote[]
  readonly notes: readonly LineNote[]
}

/** What one reading of a file knows beside the lines of a product. */
export type Context = {
  readonly mapping: Mapping
  readonly skuNames: SkuNames
  /** The line that has a SKU already, or nothing: it is then this line's. */
  claimSku(sku: string, line: number): number | undefined
  /** Variants of a product in a file of their own. */
  combinationsOf(head: Row): readonly GroupLine[]
}

/** Collects what is said of the lines of one product. */
export type Log = {
  readonly refused: LineNote[]
  readonly notes: LineNote[]
  refuse(line: GroupLine, reason: string): void
  note(line: GroupLine, reasons: readonly string[]): void
}

export function createLog(id: string): Log {
  const refused: LineNote[] = []
  const notes: LineNote[] = []
  return {
    refused,
    notes,
    refuse: (line, reason) => refused.push({ ...placeOf(line), id, reason, raw: line.raw }),
    note: (line, reasons) =>
      notes.push(...reasons.map((reason) => ({ ...placeOf(line), id, reason }))),
  }
}

const placeOf = ({ line, file }: GroupLine) => ({ line, ...(file !== undefined && { file }) })

/** Whether a product may have several variants; else each of its lines is the whole product. */
export const hasVariants = ({ variants, combinations }: Mapping): boolean =>
  variants !== undefined || combinations !== undefined

/** Reads the lines of one product: the product as far as it can be read, and why each other line is refused. */
export function readGroup(group: Group, context: Context): GroupReading {
  const { mapping } = context
  const first = group.lines[0]
  const id = (first && readField(mapping.externalId, first.row)) ?? group.key
  const log = createLog(id)
  const draft = hasVariants(mapping)
    ? readWithVariants(group.lines, context, log)
    : readSingle(group.lines, context, log)
  const { refused, notes } = log
  if (!draft || refused.length === 0) return { ...(draft && { draft }), refused, notes }
  const of = hasVariants(mapping)
    ? refused.length + draft.product.variants.length
    : group.lines.length
  return { draft: { ...draft, refusals: { refused: refused.length, of } }, refused, notes }
}

function readWithVariants(
  lines: readonly GroupLine[],
  context: Context,
  log: Log,
): Draft | undefined {
  const { mapping } = context
  const headLine = headOf(lines, mapping)
  if (!headLine) {
    for (const line of lines) log.refuse(line, 'the line of its product is missing')
    return undefined
  }
  const notes: string[] = []
  const read = readHead(headLine.row, mapping, notes)
  if ('reasons' in read) {
    log.refuse(headLine, read.reasons.join('; '))
    for (const line of lines.filter((one) => one !== headLine)) {
      log.refuse(line, `its product is refused: line ${headLine.line}`)
    }
    return undefined
  }
  log.note(headLine, notes)
  const own = lines.filter((line) => !isRepeat(line, headLine, mapping, log))
  const variants = readVariants(own, { headLine, head: read.head, context, log })
  return variants && draftOf(headLine, read.head, own, variants, context)
}

/** A second product line of the same id, where variants have lines of another kind. */
function isRepeat(line: GroupLine, head: GroupLine, { rows }: Mapping, log: Log): boolean {
  if (rows.by === 'id' || line === head || line.kind === 'variant') return false
  log.refuse(line, `its id stands on line ${head.line} already`)
  return true
}

/** The line that tells of the product: the first that is not a variant, and with a title where any may have it. */
function headOf(lines: readonly GroupLine[], mapping: Mapping): GroupLine | undefined {
  const products = lines.filter(({ kind }) => kind !== 'variant')
  const titles = [mapping.title.text, mapping.title.fr, mapping.title.en]
  const hasTitle = ({ row }: GroupLine) => titles.some((field) => field && readField(field, row))
  return products.find(hasTitle) ?? products[0]
}

type Variants = NonNullable<ReturnType<typeof readVariants>>

function draftOf(
  headLine: GroupLine,
  head: Head,
  lines: readonly GroupLine[],
  variants: Variants,
  { mapping }: Context,
): Draft {
  const { externalId, productId, categories, categorySlugs, ...product } = head
  const facts = readFacts(headLine.row, mapping, new Set(variants.options.map(({ name }) => name)))
  const pictures = picturesOf(lines, mapping)
  const known = new Set(pictures.map(({ ref }) => ref))
  const further = [...new Set(variants.pictureOf.values())].filter((ref) => !known.has(ref))
  return {
    line: headLine.line,
    raw: headLine.raw,
    externalId,
    ...(productId !== undefined && { productId }),
    categories,
    categorySlugs,
    product: {
      ...product,
      attributes: { ...facts, ...product.attributes },
      options: variants.options,
      variants: variants.variants,
    },
    levels: variants.levels,
    pictures: [...pictures, ...further.map((ref) => ({ ref }))],
    pictureOf: variants.pictureOf,
    withheld: variants.withheld,
  }
}
