import type { Dimensions, VariantInput } from '@comptoir/contracts/catalog/schemas'
import type { Mapping } from '../mapping.ts'
import type { Field, Weight } from '../mapping-fields.ts'
import type { Row } from '../reading/source.ts'
import { readChecked, readField } from '../values/field-value.ts'
import { readWeight, wholeNumber } from '../values/written-number.ts'
import {
  type ExactAmount,
  problemsOf,
  type Read,
  readExact,
  readTexts,
  toCents,
} from './row-reader.ts'

export type StockLevel = { sku: string; onHand: number; lowThreshold?: number }

/** What a variant is read from: its line, and the product's, which says what its own leaves empty. */
export type VariantSource = {
  readonly row: Row
  readonly head: Row
  readonly headLine: number
  readonly taxClass: string
  readonly mapping: Mapping
  /** Gets what was odd. */
  readonly notes: string[]
  /** Added to the product's price and weight, of variants in a file of their own. */
  readonly impact?: { readonly price?: ExactAmount | undefined; readonly grams: number }
}

export type VariantFields = Omit<VariantInput, 'sku' | 'options'> & {
  stock?: Omit<StockLevel, 'sku'>
}

const mostStock = 1_000_000

/** Reads a variant but its SKU and options, or every reason why it is none. */
export function readVariantRow(
  source: VariantSource,
): { fields: VariantFields } | { reasons: string[] } {
  const { row, mapping } = source
  const prices = readPrices(source)
  const weight = readWeightOf(source)
  const stock = readStock(source)
  if ('problem' in prices || 'problem' in weight || 'problem' in stock) {
    return { reasons: problemsOf([prices, weight, stock]) }
  }
  const name = mapping.variants?.name && readTexts(mapping.variants.name, row, mapping)
  const gtin = readGtin(source)
  const dimensions = readDimensions(source)
  return {
    fields: {
      ...prices.value,
      ...(name && { name }),
      ...(gtin !== undefined && { gtin }),
      weightGrams: weight.value,
      ...(dimensions && { dimensions }),
      ...(stock.value && { stock: stock.value }),
    },
  }
}

type Prices = Pick<VariantInput, 'price' | 'compareAtPrice'>

function readPrices(source: VariantSource): Read<Prices> {
  const read = readOwnOrHeads(source)
  if (read === undefined) return { problem: 'it has no price' }
  if ('problem' in read) return { problem: `price: ${read.problem}` }
  const regular = toPrice(read.amount, source)
  return 'problem' in regular ? regular : { value: withSecond(regular.value, source) }
}

/** The price of the line, or of the product's line. */
function readOwnOrHeads({ row, head, headLine, mapping, notes, impact }: VariantSource) {
  const own = readFirst(mapping, row)
  if (own !== undefined) return own
  const read = readFirst(mapping, head)
  if (read && !impact) notes.push(`it has no price: that of line ${headLine} counts`)
  return read
}

function readFirst(mapping: Mapping, row: Row): ReturnType<typeof readExact> {
  for (const price of mapping.price) {
    const read = readExact(price, row, mapping)
    if (read !== undefined) return read
  }
  return undefined
}

/** A price with the sale price or former price beside it, as far as they make sense; why not becomes a note. */
function withSecond(regular: number, source: VariantSource): Prices {
  const { mapping, notes } = source
  const sale = readSale(source)
  if (sale !== undefined && sale < regular) return pricesOf(sale, regular)
  if (sale !== undefined) notes.push('sale price left out: it is not less than the price')
  const former = readSecond(mapping.previousPrice, source, 'former price')
  const isKept = former !== undefined && mapping.previousPrice?.field.verbatim
  if (former !== undefined && (former > regular || isKept)) return pricesOf(regular, former)
  if (former !== undefined) notes.push('former price left out: it is not more than the price')
  return pricesOf(regular)
}

function pricesOf(amount: number, former?: number): Prices {
  return {
    price: { amount, currency: 'EUR' },
    ...(former !== undefined && { compareAtPrice: { amount: former, currency: 'EUR' } }),
  }
}

function toPrice(
  { minor, ...amount }: ExactAmount,
  { taxClass, mapping, impact }: VariantSource,
): Read<number> {
  const whole = minor + (impact?.price?.minor ?? 0)
  if (whole < 0) return { problem: `its price is negative: "${amount.text}"` }
  if (whole === 0) return { problem: 'its price is zero' }
  const cents = toCents({ ...amount, minor: whole }, taxClass, mapping)
  const isNothing = 'value' in cents && cents.value === 0
  return isNothing ? { problem: 'its price is less than a cent' } : cents
}

function readSale(source: VariantSource): number | undefined {
  const { row, mapping, notes } = source
  const sale = readSecond(mapping.salePrice, source, 'sale price')
  const hasDates = mapping.saleDates.some((field) => readField(field, row) !== undefined)
  if (sale === undefined || !hasDates) return sale
  notes.push('sale price left out: it is for some days only')
  return undefined
}

/** A sale price or former price of the line in cents; why it is left out becomes a note. */
function readSecond(
  price: Mapping['salePrice'],
  { row, taxClass, mapping, notes }: VariantSource,
  what: string,
): number | undefined {
  if (!price) return undefined
  const read = readExact(price, row, mapping)
  if (read === undefined) {
    const filters = { extract: undefined, when: undefined, unless: undefined }
    const written = readField({ ...price.field, ...filters }, row)
    if (written !== undefined) notes.push(`${what} left out: "${written}" is not of one piece`)
    return undefined
  }
  const cents = 'problem' in read ? read : toCents(read.amount, taxClass, mapping)
  if (!('problem' in cents)) return cents.value > 0 ? cents.value : undefined
  notes.push(`${what} left out: ${cents.problem}`)
  return undefined
}

function readWeightOf({ row, head, mapping, notes, impact }: VariantSource): Read<number> {
  const weight = weightOf(mapping, row)
  const extra = impact?.grams ?? 0
  const text = weight && (readChecked(weight.field, row) ?? readChecked(weight.field, head))
  if (!weight || text === undefined) {
    const { weightGrams } = mapping.defaults
    if (weight) notes.push(`no weight: ${weightGrams} g by default`)
    return { value: weightGrams + extra }
  }
  const read = 'problem' in text ? text : readWeight(text.text, weight.unit, weight.number)
  if ('problem' in read) return { problem: `weight: ${read.problem}` }
  if (read.note !== undefined) notes.push(read.note)
  return { value: Math.max(0, read.grams + extra) }
}

/** How weights are written: the first that the file has a column of. */
function weightOf({ weight, weightGrams }: Mapping, row: Row): Weight | undefined {
  const found = weight?.find(({ field }) => Object.hasOwn(row, field.column ?? '')) ?? weight?.[0]
  if (found) return found
  return weightGrams && { field: weightGrams, unit: 'g', number: { decimal: 'auto' } }
}

function readStock(source: VariantSource): Read<VariantFields['stock']> {
  const { mapping, notes } = source
  const low = readPieces(mapping.lowThreshold, source, 'low threshold')
  const read = readPieces(mapping.stock, source, 'stock')
  if ('problem' in low) return low
  if ('problem' in read) return read
  const onHand = read.value ?? mapping.defaults.stock
  if (mapping.stock && read.value === undefined) {
    notes.push(`no stock: ${onHand === undefined ? 'none is written' : `${onHand} by default`}`)
  }
  const lowThreshold = low.value ?? mapping.defaults.lowThreshold
  if (onHand === undefined) return { value: undefined }
  return { value: { onHand, ...(lowThreshold !== undefined && { lowThreshold }) } }
}

/** A number of pieces; less than nothing is nothing, and noted. */
function readPieces(
  field: Field | undefined,
  { row, notes }: VariantSource,
  what: string,
): Read<number | undefined> {
  const text = field && readChecked(field, row)
  if (text === undefined) return { value: undefined }
  if ('problem' in text) return { problem: `${what}: ${text.problem}` }
  const count = wholeNumber(text.text)
  if (count === undefined) return { problem: `${what}: "${text.text}" is not a whole number` }
  if (count > mostStock) return { problem: `${what}: "${text.text}" is more than ${mostStock}` }
  if (count < 0) notes.push(`${what} "${text.text}" is negative: 0 is written`)
  return { value: Math.max(0, count) }
}

/** A GTIN (GS1 General Specifications 7.9: the last digit checks the others); why it is left out becomes a note. */
function readGtin({ row, mapping, notes }: VariantSource): string | undefined {
  const field = mapping.gtin
  const text = field && readField(field, row)?.replace(/^'|[\s-]/g, '')
  if (!text) return undefined
  if (field?.verbatim && /^\d{8,14}$/.test(text)) return text
  if (/^(\d{8}|\d{12,14})$/.test(text) && isChecked(text)) return text
  notes.push(`GTIN left out: "${text}" is none`)
  return undefined
}

function isChecked(gtin: string): boolean {
  const digits = Array.from(gtin, Number).reverse()
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

const millimetres = { mm: 1, cm: 10, m: 1000, in: 25.4 } as const

function readDimensions({ row, head, mapping, notes }: VariantSource): Dimensions | undefined {
  const dimensions = mapping.dimensions?.find(({ width, height, depth }) =>
    [width, height, depth].some((field) => Object.hasOwn(row, field?.column ?? '')),
  )
  if (!dimensions) return undefined
  const read = (name: 'width' | 'height' | 'depth') => {
    const field = dimensions[name]
    const text = field && (readField(field, row) ?? readField(field, head))
    if (text === undefined) return undefined
    const size = Number(text.replace(',', '.')) * millimetres[dimensions.unit]
    if (Number.isFinite(size) && size >= 1 && size <= 100_000) return Math.round(size)
    if (size !== 0) notes.push(`${name} left out: "${text}" is not a size`)
    return undefined
  }
  const sizes = { widthMm: read('width'), heightMm: read('height'), depthMm: read('depth') }
  return Object.values(sizes).some((size) => size !== undefined) ? sizes : undefined
}
