import type { ProductSelection } from '@comptoir/contracts/catalog/product-change-routes'
import { categoryOf, subtreeOf } from '../categories/category-tree.ts'
import type { Catalogue } from '../memory/catalogue.ts'
import { matcherOf, productsInState, productsNamed } from '../products/find-products.ts'
import type { Product } from '../products/product.ts'

type Filter = NonNullable<ProductSelection['filter']>

/** The products that are selected, as they are now; ids of none are left out. */
export function selected(
  catalogue: Catalogue,
  { productIds, filter }: ProductSelection,
): Product[] {
  if (productIds) return productsNamed(catalogue, productIds)
  return filter ? matching(catalogue, filter) : []
}

function matching(catalogue: Catalogue, { status, category, brand, q }: Filter): Product[] {
  const tree = catalogue.tree()
  const found = category === undefined ? undefined : categoryOf(tree, category)
  const shelves = new Set(found ? subtreeOf(tree, found.categoryId) : [])
  const matches = matcherOf(q)
  return productsInState(catalogue, status).filter(
    (product) =>
      (category === undefined || product.categoryIds.some((id) => shelves.has(id))) &&
      (brand === undefined || product.brand === brand) &&
      matches(product),
  )
}
