import type { Dimensions, ProductInput } from '@comptoir/contracts/catalog-product'
import type { LocalizedText } from '@comptoir/contracts/common'
import { convert, exponentOf, money } from '@comptoir/money'
import { type Row, readAmount, readField } from './field-value.ts'
import type { Field, Mapping } from './mapping.ts'

/** A line of the file as a product, without its categories' ids, and what was odd about it. */
export type Draft = {
  readonly externalId: string
  readonly category: string
  readonly product: Omit<ProductInput, 'categoryIds'>
  readonly stock: { sku: string; onHand: number; lowThreshold?: number }
  readonly notes: readonly string[]
}

export type Rejection = {
  readonly externalId: string | undefined
  readonly reasons: readonly string[]
}

/** Reads a line by the mapping: a product, or every reason why it is none. */
export function readProductRow(row: Row, mapping: Mapping): Draft | Rejection {
  const externalId = readField(mapping.externalId, row)
  const sku = readField(mapping.sku, row)
  const title = readTexts(mapping.title, row)
  const category = readField(mapping.categories.field, row)
  const price = readPrice(row, mapping)
  if (externalId && isSku(sku) && title && category && typeof price === 'number') {
    return draftOf({ externalId, sku, title, category, price }, row, mapping)
  }
  const reasons = [
    !externalId && 'it has no id',
    !isSku(sku) && `"${sku ?? ''}" is not a SKU`,
    !title && 'it has no title',
    !category && 'it has no category',
    typeof price === 'string' && price,
  ]
  return { externalId, reasons: reasons.filter((reason) => typeof reason === 'string') }
}

type Essentials = {
  externalId: string
  sku: string
  title: LocalizedText
  category: string
  price: number
}

function draftOf(
  { externalId, sku, title, category, price }: Essentials,
  row: Row,
  mapping: Mapping,
): Draft {
  const notes: string[] = []
  const previous = readPrevious(row, mapping, price, notes)
  const { taxClass, status, lowThreshold, stock, weightGrams } = mapping.defaults
  const variant = {
    sku,
    options: {},
    price: { amount: price, currency: 'EUR' },
    ...(previous !== undefined && { compareAtPrice: { amount: previous, currency: 'EUR' } }),
    weightGrams: wholeNumber(mapping.weightGrams, row) ?? weightGrams,
    ...dimensionsOf(row, mapping, notes),
  }
  const description = mapping.description && readTexts(mapping.description, row)
  const brand = mapping.brand && readField(mapping.brand, row)
  const product = {
    externalId,
    status,
    title,
    ...(description && { description }),
    ...(brand !== undefined && { brand }),
    taxClass,
    attributes: attributesOf(row, mapping),
    variants: [variant],
  }
  const onHand = wholeNumber(mapping.stock, row) ?? stock
  const level = { sku, onHand, ...(lowThreshold !== undefined && { lowThreshold }) }
  return { externalId, category, product, stock: level, notes }
}

export const isRejection = (read: Draft | Rejection): read is Rejection => 'reasons' in read

const isSku = (sku: string | undefined): sku is string => /^[A-Za-z0-9._-]{1,64}$/.test(sku ?? '')

function readTexts(texts: Mapping['title'], row: Row): LocalizedText | undefined {
  const fr = texts.fr && readField(texts.fr, row)
  const en = texts.en && readField(texts.en, row)
  if (fr === undefined && en === undefined) return undefined
  return { ...(fr !== undefined && { fr }), ...(en !== undefined && { en }) }
}

/** The price in euro cents, or why there is none. */
function readPrice(row: Row, { price, currency }: Mapping): number | string {
  const read = readAmount(price, row, exponentOf(currency.code))
  if (read === undefined) return 'it has no price'
  if ('problem' in read) return `price: ${read.problem}`
  const cents = toCents(read.minor, currency)
  return cents > 0 ? cents : 'its price is zero'
}

function toCents(minor: number, { code, rate }: Mapping['currency']): number {
  return convert(money(minor, code), rate, 'EUR').amount
}

/** The former price when it is one: more than the price. Why it is left out becomes a note. */
function readPrevious(
  row: Row,
  { previousPrice, currency }: Mapping,
  price: number,
  notes: string[],
): number | undefined {
  if (!previousPrice) return undefined
  const written = readField({ ...previousPrice.field, extract: undefined, unless: undefined }, row)
  const read = readAmount(previousPrice, row, exponentOf(currency.code))
  if (read === undefined) {
    if (written !== undefined) notes.push(`former price left out: "${written}" is not of one piece`)
    return undefined
  }
  if ('problem' in read) {
    notes.push(`former price left out: ${read.problem}`)
    return undefined
  }
  const cents = toCents(read.minor, currency)
  if (cents > price) return cents
  notes.push('former price left out: it is not more than the price')
  return undefined
}

function wholeNumber(field: Field | undefined, row: Row): number | undefined {
  const text = field && readField(field, row)
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

const millimetres = { mm: 1, cm: 10, m: 1000 } as const

function dimensionsOf(
  row: Row,
  { dimensions }: Mapping,
  notes: string[],
): { dimensions?: Dimensions } {
  if (!dimensions) return {}
  const read = (name: 'width' | 'height' | 'depth') => {
    const field = dimensions[name]
    const text = field && readField(field, row)
    if (text === undefined) return undefined
    const size = Number(text.replace(',', '.')) * millimetres[dimensions.unit]
    if (Number.isFinite(size) && size >= 1) return Math.round(size)
    notes.push(`${name} left out: "${text}" is not a size`)
    return undefined
  }
  const [widthMm, heightMm, depthMm] = [read('width'), read('height'), read('depth')]
  const sizes = {
    ...(widthMm !== undefined && { widthMm }),
    ...(heightMm !== undefined && { heightMm }),
    ...(depthMm !== undefined && { depthMm }),
  }
  return Object.keys(sizes).length > 0 ? { dimensions: sizes } : {}
}

const longestAttribute = 2000

function attributesOf(row: Row, { attributes }: Mapping): Record<string, string> {
  const found = Object.entries(attributes).flatMap(([name, field]) => {
    const text = readField(field, row)
    return text === undefined ? [] : [[name, text.slice(0, longestAttribute)]]
  })
  return Object.fromEntries(found)
}
