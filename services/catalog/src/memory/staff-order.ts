import type { ProductQuery } from '@comptoir/contracts/catalog/schemas'
import type { Product } from '../products/product.ts'
import { collators, textIn } from './product-columns.ts'

type Sort = NonNullable<ProductQuery['sort']>
type Sorter = (products: readonly Product[]) => Product[]
type Asked = Pick<ProductQuery, 'sort' | 'locale'>

/** Orders that shoppers do not ask for. */
const forStaff: ReadonlySet<Sort> = new Set(['updated', '-updated', 'sku', '-sku'])

/** Whether an order is one of lists for staff only. */
export const isForStaff = (sort: ProductQuery['sort']): boolean =>
  sort !== undefined && forStaff.has(sort)

const up = <T>(one: T, other: T): number => Number(one > other) - Number(one < other)
const down = <T>(one: T, other: T): number => up(other, one)

/** Sorts by a key, which is made once for each product; equal ones by id. */
const by =
  <Key>(keyOf: (product: Product) => Key, compare: (one: Key, other: Key) => number): Sorter =>
  (products) =>
    products
      .map((product) => ({ product, key: keyOf(product) }))
      .sort((a, b) => compare(a.key, b.key) || up(a.product.productId, b.product.productId))
      .map(({ product }) => product)

const updatedAt = ({ updatedAt }: Product) => updatedAt
const sku = ({ variants }: Product) => variants[0]?.sku.toLowerCase() ?? ''
const price = ({ variants }: Product) => Math.min(...variants.map((one) => one.price.amount))

/** Products in the order of a list for staff: last changed first unless another one is asked for; equal ones by id. */
export function inStaffOrder(
  products: readonly Product[],
  { sort, locale }: Asked,
  soldOf: (productId: string) => number,
): Product[] {
  const lastChangedFirst = by(updatedAt, down)
  const orders: Readonly<Record<Sort, Sorter>> = {
    ...{ relevance: lastChangedFirst, '-updated': lastChangedFirst, updated: by(updatedAt, up) },
    ...{ sku: by(sku, up), '-sku': by(sku, down), price: by(price, up), '-price': by(price, down) },
    newest: by(({ createdAt }) => createdAt, down),
    title: by(({ title }) => textIn(title, locale), collators[locale].compare),
    '-sold': by(({ productId }) => soldOf(productId), down),
  }
  return (sort ? orders[sort] : lastChangedFirst)(products)
}
