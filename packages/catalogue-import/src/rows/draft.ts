import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import type { Mapping } from '../mapping.ts'
import type { Row } from '../reading/source.ts'
import type { GroupLine } from './row-groups.ts'
import type { SkuNames } from './sku-names.ts'
import type { StockLevel } from './variant-row.ts'

/** Something to say of a line: why it is refused, or what was odd about it. */
export type LineNote = {
  readonly line: number
  /** Where it stands in another file than the products'. */
  readonly file?: string
  readonly id: string
  readonly reason: string
  /** The line as it stood, of one that is refused. */
  readonly raw?: string
}

/** A picture of a product: an address, or a file in the folder of pictures. */
export type PictureRef = { readonly ref: string; readonly alt?: string }

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
