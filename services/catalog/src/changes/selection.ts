import type { ProductSelection } from '@comptoir/contracts/catalog/product-change-routes'
import { categoryOf, subtreeOf } from '../categories/category-tree.ts'
import type { Catalogue } from '../memory/catalogue.ts'
import { matcherOf, productsInState, productsNamed } from '../products/find-products.ts'
import type { Product } from '../products/product.ts'

type Filter = NonNullable<ProductSelection['filter']>

/** Products that are compared with a filter before others get a turn: words are folded and looked for in each. */
const productsAtOnce = 100

/** The products that are selected, as they are now; ids of none are left out. `pause` lets the process do what else is to be done. */
export async function selected(
  catalogue: Catalogue,
  { productIds, filter }: ProductSelection,
  pause: () => Promise<unknown>,
): Promise<Product[]> {
  if (productIds) return productsNamed(catalogue, productIds)
  if (!filter) return []
  const all = productsInState(catalogue, filter.status)
  const fits = createFilter(catalogue, filter)
  const found: Product[] = []
  for (let n = 0; n < all.length; n += productsAtOnce) {
    found.push(...all.slice(n, n + productsAtOnce).filter(fits))
    await pause()
  }
  return found
}

function createFilter(catalogue: Catalogue, { category, brand, q }: Filter) {
  const tree = catalogue.tree()
  const found = category === undefined ? undefined : categoryOf(tree, category)
  const shelves = new Set(found ? subtreeOf(tree, found.categoryId) : [])
  const matches = matcherOf(q)
  return (product: Product): boolean =>
    (category === undefined || product.categoryIds.some((id) => shelves.has(id))) &&
    (brand === undefined || product.brand === brand) &&
    matches(product)
}
