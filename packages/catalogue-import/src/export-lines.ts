import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'

/** Everything that an export writes. */
export type ExportedCatalogue = {
  readonly products: Iterable<ProductView>
  readonly categories: ReadonlyMap<string, CategoryView>
  /** By SKU in lower case. */
  readonly stock: ReadonlyMap<string, StockItem>
  /** Options of the product that has most. */
  readonly mostOptions: number
}

const productColumns = [
  ...['productId', 'externalId', 'slug', 'status', 'visibility'],
  ...['title.fr', 'title.en', 'description.fr', 'description.en', 'brand', 'taxClass'],
  ...['withdrawalExclusion', 'categories', 'categoryPaths', 'attributes', 'images'],
] as const
const variantColumns = [
  ...['sku', 'gtin', 'variantName.fr', 'variantName.en', 'price', 'compareAtPrice'],
  ...['weightGrams', 'widthMm', 'heightMm', 'depthMm', 'stock', 'lowThreshold', 'image'],
] as const

/**
 * The lines of a CSV file with the whole catalogue, the header first: one for each variant, what is said of the product
 * on its first one. `presets/comptoir.yaml` reads them.
 */
export function* exportLines(catalogue: ExportedCatalogue, url: string): Generator<string[]> {
  const numbers = Array.from({ length: catalogue.mostOptions }, (_, at) => at + 1)
  const optionColumns = numbers.flatMap((n) => [
    `option${n}.name`,
    `option${n}.value`,
    `option${n}.values`,
  ])
  yield [...productColumns, ...optionColumns, ...variantColumns]
  for (const product of catalogue.products) {
    for (const [at, variant] of product.variants.entries()) {
      const isFirst = at === 0
      const head = isFirst ? productCells(product, catalogue, url) : keyCells(product)
      const options = numbers.flatMap((n) => optionCells(product, variant, n - 1, isFirst))
      const item = catalogue.stock.get(variant.sku.toLowerCase())
      yield [...head, ...options, ...variantCells(variant, item, url)]
    }
  }
}

/** The id by which a line is known again: our own when no other system gave one. */
const idCells = ({ productId, externalId = '' }: ProductView): string[] => [
  externalId === '' ? productId : '',
  externalId,
]

const keyCells = (product: ProductView): string[] =>
  productColumns.map((_, at) => idCells(product)[at] ?? '')

function productCells(
  product: ProductView,
  { categories }: ExportedCatalogue,
  url: string,
): string[] {
  const { slug, status, visibility, title, description, brand } = product
  const ways = product.categoryIds.map((id) => wayTo(id, categories))
  return [
    ...[...idCells(product), slug, status, visibility],
    ...[title.fr ?? '', title.en ?? '', description?.fr ?? '', description?.en ?? ''],
    ...[brand ?? '', product.taxClass, product.withdrawalExclusion ?? 'none'],
    ways.map((way) => escaped(way.map(nameOf).join(' > '), '|')).join(' | '),
    ways.map((way) => way.at(-1)?.path ?? '').join('|'),
    Object.keys(product.attributes).length > 0 ? JSON.stringify(product.attributes) : '',
    product.images.map(({ path }) => imageUrl(path, url)).join('|'),
  ]
}

/** A category after those that it is in. */
function wayTo(id: string, categories: ReadonlyMap<string, CategoryView>): CategoryView[] {
  const category = categories.get(id)
  if (!category) return []
  return [
    ...(category.parentId === undefined ? [] : wayTo(category.parentId, categories)),
    category,
  ]
}

const nameOf = ({ name }: CategoryView): string => escaped(name.fr ?? name.en ?? '', '>')

const escaped = (text: string, sign: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`)

const imageUrl = (path: string, url: string): string => `${url}/api/images/${path}`

type Variant = ProductView['variants'][number]

function optionCells(
  { options }: ProductView,
  variant: Variant,
  at: number,
  isFirst: boolean,
): string[] {
  const option = options[at]
  if (!option) return ['', '', '']
  const { name, values } = option
  const value = new Map(Object.entries(variant.options)).get(name) ?? ''
  return [name, value, isFirst ? values.map((one) => escaped(one, '|')).join('|') : '']
}

function variantCells(variant: Variant, item: StockItem | undefined, url: string): string[] {
  const { sku, gtin = '', name, price, compareAtPrice, weightGrams, imagePath } = variant
  const { widthMm, heightMm, depthMm } = variant.dimensions ?? {}
  const numbers = [weightGrams, widthMm, heightMm, depthMm, item?.onHand, item?.lowThreshold]
  return [
    ...[sku, gtin, name?.fr ?? '', name?.en ?? ''],
    ...[euros(price.amount), compareAtPrice ? euros(compareAtPrice.amount) : ''],
    ...numbers.map((number) => (number === undefined ? '' : String(number))),
    imagePath === undefined ? '' : imageUrl(imagePath, url),
  ]
}

/** Cents as a decimal number. */
const euros = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
