import type { ProductQuery } from '@comptoir/contracts/catalog/schemas'
import type { Product } from '../products/product.ts'

type Sort = NonNullable<ProductQuery['sort']>
type Compare = (one: Product, other: Product) => number
type Asked = Pick<ProductQuery, 'sort' | 'locale'>

/** Orders that shoppers do not ask for. */
const forStaff: ReadonlySet<Sort> = new Set(['updated', '-updated', 'sku', '-sku'])

/** Whether an order is one of lists for staff only. */
export const isForStaff = (sort: ProductQuery['sort']): boolean =>
  sort !== undefined && forStaff.has(sort)

const rank = <T>(one: T, other: T): number => Number(one > other) - Number(one < other)
const by =
  <T>(of: (product: Product) => T): Compare =>
  (one, other) =>
    rank(of(one), of(other))
const down =
  (compare: Compare): Compare =>
  (one, other) =>
    compare(other, one)

const updated = by(({ updatedAt }) => updatedAt)
const sku = by(({ variants }) => variants[0]?.sku.toLowerCase() ?? '')
const price = by(({ variants }) => Math.min(...variants.map((one) => one.price.amount)))

/** The order of a list for staff: last changed first unless another one is asked for; equal ones by id. */
export function createStaffOrder(
  { sort, locale }: Asked,
  soldOf: (productId: string) => number,
): Compare {
  const collator = new Intl.Collator(locale)
  const titleOf = ({ title }: Product) => title[locale] ?? title.fr ?? title.en ?? ''
  const orders: Readonly<Partial<Record<Sort, Compare>>> = {
    ...{ updated, sku, '-sku': down(sku), price, '-price': down(price) },
    newest: down(by(({ createdAt }) => createdAt)),
    title: (one, other) => collator.compare(titleOf(one), titleOf(other)),
    '-sold': down(by(({ productId }) => soldOf(productId))),
  }
  const order = (sort && orders[sort]) ?? down(updated)
  return (one, other) => order(one, other) || rank(one.productId, other.productId)
}
