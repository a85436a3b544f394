import type { ProductSelection } from '@comptoir/contracts/catalog/product-change-routes'
import { categoryOf, subtreeOf } from '../categories/category-tree.ts'
import type { Catalogue } from '../memory/catalogue.ts'
import type { Product } from '../products/product.ts'
import { beginsAll, wordsOf } from '../search/text.ts'

type Filter = NonNullable<ProductSelection['filter']>

/** The products that are selected, as they are now; ids of none are left out. */
export function selected(
  catalogue: Catalogue,
  { productIds, filter }: ProductSelection,
): Product[] {
  if (productIds) {
    const found = [...new Set(productIds)].flatMap((id) => catalogue.lookUp(id)?.data ?? [])
    return [...new Set(found)]
  }
  return filter ? matching(catalogue, filter) : []
}

function matching(catalogue: Catalogue, { status, category, brand, q }: Filter): Product[] {
  const tree = catalogue.tree()
  const states = status === 'all' ? (['draft', 'active', 'archived'] as const) : [status]
  const found = category === undefined ? undefined : categoryOf(tree, category)
  const shelves = new Set(found ? subtreeOf(tree, found.categoryId) : [])
  const wanted = wordsOf(q ?? '')
  return catalogue
    .inStates(states)
    .filter(
      (product) =>
        (category === undefined || product.categoryIds.some((id) => shelves.has(id))) &&
        (brand === undefined || product.brand === brand) &&
        (wanted.length === 0 || beginsAll(staffText(product), wanted)),
    )
}

/** What staff find a product by. */
export const staffText = ({ title, slug, variants }: Product): string =>
  [title.fr, title.en, slug, ...variants.map(({ sku }) => sku)].join(' ')
