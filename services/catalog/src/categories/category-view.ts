import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { publicView } from '@comptoir/contracts/public-view'
import type { Catalogue } from '../memory/catalogue.ts'
import type { Category } from './category-tree.ts'

/** A category as everyone sees it, with the number of active products in it and below. */
export function categoryView(category: Category, catalogue: Pick<Catalogue, 'countIn'>) {
  const { formerSlugs: _old, ...shown } = category
  return publicView<CategoryView>()({
    ...shown,
    productCount: catalogue.countIn(category.categoryId),
  })
}
