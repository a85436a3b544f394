import type { Dimensions, ProductInput } from '@comptoir/contracts/catalog/schemas'
import type { FieldFault } from '@comptoir/site/call'
import type { Localized } from '@comptoir/site/localized'
import { hasText } from '../../../ui/fields/localized-text.ts'
import type { VariantView } from '../product-input.ts'

/** The columns of numbers, with their paths in a request. */
const numbers = { price: 'price', compareAt: 'compareAtPrice', weight: 'weightGrams' } as const
export type NumberColumn = keyof typeof numbers
const numberColumns = Object.keys(numbers) as NumberColumn[]

/** A variant in the grid. Amounts are in minor units, `null` while nothing that can be sent is typed. */
export type VariantRow = {
  /** Of the row, as long as the form is open: its SKU may change. */
  readonly id: string
  readonly sku: string
  readonly gtin: string
  readonly name: Localized
  readonly options: Readonly<Record<string, string>>
  readonly price: number | null
  readonly compareAt: number | null
  readonly weight: number | null
  /** Its picture; empty: that of the product. */
  readonly imagePath: string
  /** They have no field here, and stay. */
  readonly dimensions: Dimensions | null
  /** What stands in a column of numbers and is none: the row is not sent as long as it is there. */
  readonly unread?: Readonly<Partial<Record<NumberColumn, string>>>
}

const currency = 'EUR'

export const newRow = (id: string): VariantRow => ({
  ...{ id, sku: '', gtin: '', name: {}, options: {}, price: null, compareAt: null },
  ...{ weight: null, imagePath: '', dimensions: null },
})

export const rowOf = (variant: VariantView): VariantRow => ({
  ...{ id: variant.sku, sku: variant.sku, gtin: variant.gtin ?? '', name: variant.name ?? {} },
  ...{ options: variant.options, price: variant.price.amount, weight: variant.weightGrams },
  compareAt: variant.compareAtPrice?.amount ?? null,
  imagePath: variant.imagePath ?? '',
  dimensions: variant.dimensions ?? null,
})

/** A row with other values; what was no number in one of these columns is forgotten, unless it is said anew. */
export function rowChanged(row: VariantRow, part: Partial<VariantRow>): VariantRow {
  const { unread: before = {}, ...values } = row
  const { unread: typed = {}, ...changes } = part
  const left = numberColumns.flatMap((column) => {
    const text = column in part ? typed[column] : before[column]
    return text === undefined ? [] : [[column, text] as const]
  })
  const changed = { ...values, ...changes }
  return left.length === 0 ? changed : { ...changed, unread: Object.fromEntries(left) }
}

/** Why rows cannot be sent: text where a number belongs, or a price or a weight that is missing. Nothing goes as 0 unseen. */
export const rowFaults = (rows: readonly VariantRow[]): readonly FieldFault[] =>
  rows.flatMap((row, index) =>
    numberColumns.flatMap((column) => {
      const code = numberFault(row, column)
      const field = `variants.${index}.${numbers[column]}`
      return code === undefined ? [] : [{ field, code, message: code }]
    }),
  )

function numberFault(row: VariantRow, column: NumberColumn): string | undefined {
  if (row.unread?.[column] !== undefined) return 'invalid_format'
  return row[column] === null && column !== 'compareAt' ? 'missing' : undefined
}

/** A variant as it is sent, once `rowFaults` finds nothing. */
export function variantOf(row: VariantRow): ProductInput['variants'][number] {
  const { sku, gtin, name, options, price, compareAt, weight, imagePath, dimensions } = row
  return {
    ...{ sku: sku.trim(), options: { ...options } },
    ...(gtin.trim() !== '' && { gtin: gtin.trim() }),
    ...(hasText(name) && { name: { ...name } }),
    price: { amount: price ?? 0, currency },
    ...(compareAt !== null && { compareAtPrice: { amount: compareAt, currency } }),
    weightGrams: weight ?? 0,
    imagePath: imagePath === '' ? null : imagePath,
    ...(dimensions && { dimensions }),
  }
}

/** The rows in which all words are somewhere: in SKU, code, name or the values of options. */
export function rowsWith(rows: readonly VariantRow[], text: string): readonly VariantRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ sku, gtin, name, options }) => {
    const all = [sku, gtin, name.fr, name.en, ...Object.values(options)].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
}
