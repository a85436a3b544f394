import type {
  ImportPreset,
  ProductImportMapping,
} from '@comptoir/contracts/catalog/product-import-routes'
import type { FieldFault } from '@comptoir/site/call'
import { given } from '../../../ui/data-list/list-search.ts'
import { isSame } from '../../../ui/form/three-way.ts'

export const presets = [
  ...(['shopify', 'woocommerce', 'prestashop', 'vendure', 'comptoir'] as const),
] satisfies readonly ImportPreset[]

/** What a column can be read as. */
export const columnFields = [
  ...(['sku', 'externalId', 'titleFr', 'titleEn', 'price', 'previousPrice', 'category'] as const),
  ...(['stock', 'descriptionFr', 'descriptionEn', 'brand', 'gtin', 'weight', 'taxClass'] as const),
]
export type ColumnField = (typeof columnFields)[number]

export const mappingWays = ['preset', 'columns', 'document'] as const
export const decimalStyles = ['auto', ',', '.'] as const
export const weightUnits = ['g', 'kg', 'lb', 'oz'] as const

/** How columns become products, as somebody fills it in: a column for each field, empty when it is not read. */
export type MappingValues = Readonly<Record<ColumnField, string>> & {
  readonly way: string
  readonly preset: string
  readonly decimal: string
  readonly weightUnit: string
  readonly categoryPath: string
  readonly otherwise: string
  readonly optionName: string
  readonly optionValue: string
  readonly status: string
  readonly document: string
  readonly language: string
  readonly currency: string
  readonly rate: string
  readonly netPrices: boolean
  readonly setStock: boolean
}

const noColumns: Readonly<Record<ColumnField, string>> = {
  ...{ sku: '', externalId: '', titleFr: '', titleEn: '', price: '', previousPrice: '' },
  ...{ category: '', stock: '', descriptionFr: '', descriptionEn: '', brand: '', gtin: '' },
  ...{ weight: '', taxClass: '' },
}

const nothing: MappingValues = {
  ...noColumns,
  ...{ way: 'preset', preset: '', document: '', decimal: 'auto', weightUnit: 'g' },
  ...{ categoryPath: '>', otherwise: '', optionName: '', optionValue: '', status: 'active' },
  ...{ language: '', currency: '', rate: '', netPrices: false, setStock: false },
}

/** What columns are often called, in small letters. */
const names: Readonly<Record<ColumnField, readonly string[]>> = {
  sku: ['sku', 'référence', 'reference', 'ref', 'variant sku'],
  externalId: ['id', 'externalid', 'handle', 'identifiant'],
  titleFr: ['title.fr', 'titre', 'nom', 'name', 'title', 'name.fr'],
  titleEn: ['title.en', 'name.en'],
  descriptionFr: ['description.fr', 'description'],
  descriptionEn: ['description.en'],
  brand: ['brand', 'marque', 'vendor'],
  gtin: ['gtin', 'ean', 'ean13', 'barcode', 'code-barres'],
  price: ['price', 'prix', 'prix ttc'],
  previousPrice: ['compareatprice', 'ancien prix', 'previous price'],
  category: ['category', 'catégorie', 'categorie', 'categories', 'catégories'],
  stock: ['stock', 'quantity', 'quantité', 'quantite', 'qty'],
  weight: ['weight', 'poids', 'weightgrams'],
  taxClass: ['taxclass', 'tva', 'vat'],
}

function guessed(columns: readonly string[]): Readonly<Record<ColumnField, string>> {
  const found = columnFields.map((field) => [
    field,
    columns.find((column) => names[field].includes(column.trim().toLowerCase())) ?? '',
  ])
  return { ...noColumns, ...Object.fromEntries(found) }
}

/** The form of an import: as its mapping says, or what the names of its columns let guess. */
export function mappingValues(
  asked: ProductImportMapping | undefined,
  columns: readonly string[],
): MappingValues {
  if (!asked) return { ...nothing, ...guessed(columns), way: 'columns' }
  const { preset, mapping, language = '', currency = '', rate = '' } = asked
  const { netPrices = false, setStock } = asked
  const options = { language, currency, rate, netPrices, setStock }
  if (preset) return { ...nothing, ...guessed(columns), ...options, preset }
  const read = { ...valuesIn(mapping), ...options }
  // what this form would not write as it is stays a document
  if (isSame(documentOf(read), mapping)) return read
  const document = JSON.stringify(mapping, undefined, 2)
  return { ...nothing, ...guessed(columns), ...options, way: 'document', document }
}

/** A mapping document of docs/import.md for columns that were chosen one by one. */
export function documentOf(values: MappingValues): Record<string, unknown> {
  const { decimal, category, categoryPath, otherwise, weight, sku } = values
  const column = (field: ColumnField) => values[field] || undefined
  const amount = (field: string) => (field ? { field, number: { decimal } } : undefined)
  const texts = (fr: string | undefined, en: string | undefined) => {
    const both = given({ fr, en })
    return Object.keys(both).length > 0 ? both : undefined
  }
  return given({
    currency: { code: 'EUR', rate: '1', date: '2026-01-01', source: 'prices are in euros' },
    rows: { by: 'id' },
    variants: variantsOf(values),
    externalId: column('externalId') ?? sku,
    sku,
    title: texts(column('titleFr'), column('titleEn')),
    description: texts(column('descriptionFr'), column('descriptionEn')),
    brand: column('brand'),
    gtin: column('gtin'),
    price: amount(values.price),
    previousPrice: amount(values.previousPrice),
    categories: given({
      field: category || { value: '' },
      path: categoryPath || undefined,
      otherwise: otherwise ? { fr: otherwise } : undefined,
    }),
    stock: column('stock'),
    weight: weight ? { field: weight, unit: values.weightUnit } : undefined,
    taxClass: column('taxClass'),
    defaults: { taxClass: 'standard', weightGrams: 0, stock: 0, status: values.status },
  })
}

function variantsOf({ optionName: name, optionValue: value }: MappingValues) {
  return name && value ? { options: { name, value } } : undefined
}

/** What stands in a document at a path, when it is a text. */
function textAt(document: unknown, path: string): string {
  let value = document
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  }
  return typeof value === 'string' ? value : ''
}

/** Where `documentOf` writes each value. */
const places = {
  ...{ sku: 'sku', externalId: 'externalId', titleFr: 'title.fr', titleEn: 'title.en' },
  ...{ descriptionFr: 'description.fr', descriptionEn: 'description.en', brand: 'brand' },
  ...{ gtin: 'gtin', price: 'price.field', previousPrice: 'previousPrice.field' },
  ...{ category: 'categories.field', stock: 'stock', weight: 'weight.field' },
  ...{ taxClass: 'taxClass', decimal: 'price.number.decimal', weightUnit: 'weight.unit' },
  ...{ categoryPath: 'categories.path', otherwise: 'categories.otherwise.fr' },
  ...{ optionName: 'variants.options.name', optionValue: 'variants.options.value' },
  status: 'defaults.status',
} as const satisfies Partial<Record<keyof MappingValues, string>>

function valuesIn(document: unknown): MappingValues {
  const read = Object.entries(places).map(([field, path]) => [field, textAt(document, path)])
  const values: MappingValues = { ...nothing, ...Object.fromEntries(read), way: 'columns' }
  // as it was left out: without an id of its own a product is called by its SKU
  const externalId = values.externalId === values.sku ? '' : values.externalId
  return { ...values, externalId, weightUnit: values.weightUnit || nothing.weightUnit }
}

/** What has to be said yet, by field. */
export function mappingFaults(values: MappingValues): FieldFault[] {
  const { way, currency, rate } = values
  const fault = (field: keyof MappingValues, code: string) => ({ field, code, message: code })
  const ofWay: Readonly<Record<string, () => FieldFault[]>> = {
    preset: () => (values.preset === '' ? [fault('preset', 'invalid_type')] : []),
    columns: () => columnFaults(values),
    document: () => (objectIn(values.document) ? [] : [fault('document', 'invalid_format')]),
  }
  return [
    ...(ofWay[way]?.() ?? []),
    ...(/^([A-Z]{3})?$/.test(currency) ? [] : [fault('currency', 'invalid_format')]),
    ...(/^(\d{1,9}(\.\d{1,9})?)?$/.test(rate) ? [] : [fault('rate', 'invalid_format')]),
  ]
}

function columnFaults(values: MappingValues): FieldFault[] {
  const needed: (keyof MappingValues)[] = []
  if (!values.sku) needed.push('sku')
  if (!values.price) needed.push('price')
  if (!values.titleFr && !values.titleEn) needed.push('titleFr')
  if (values.optionName && !values.optionValue) needed.push('optionValue')
  if (values.optionValue && !values.optionName) needed.push('optionName')
  return needed.map((field) => ({ field, code: 'invalid_type', message: 'needed' }))
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The body of the operation. */
export function mappingBody(values: MappingValues): ProductImportMapping {
  const { way, setStock, netPrices } = values
  const document = way === 'document' ? objectIn(values.document) : documentOf(values)
  const preset = presets.find((one) => one === values.preset)
  return {
    ...(way === 'preset' ? { preset } : { mapping: document }),
    ...(values.language !== '' && { language: values.language === 'en' ? 'en' : 'fr' }),
    ...(values.currency !== '' && { currency: values.currency }),
    ...(values.rate !== '' && { rate: values.rate }),
    ...(netPrices && { netPrices }),
    setStock,
  }
}
