import { CategoryChanged } from '@comptoir/contracts/catalog'
import { newEvent } from '@comptoir/contracts/event'
import { refuse } from '@comptoir/service/refusal'
import type { Catalogue } from './catalogue.ts'
import { type CategoryTrees, treeId } from './category-store.ts'
import { type Category, type CategoryTree, findCategory, removeCategory } from './category-tree.ts'
import { reassignCategory } from './product.ts'
import type { ProductDesk } from './product-desk.ts'

export type CategoryDeskDeps = {
  trees: CategoryTrees
  catalogue: Catalogue
  desk: ProductDesk
  clock: () => Date
}

/** Writes the category tree and shows it to this replica at once. */
export function createCategoryDesk({ trees, catalogue, desk, clock }: CategoryDeskDeps) {
  async function change(
    categoryId: string,
    rule: (tree: CategoryTree) => CategoryTree,
    ifVersion?: number,
  ): Promise<Category | undefined> {
    const { data, version } = await trees.upsert(treeId, (tree = {}) => {
      const known = tree[categoryId]
      if (ifVersion !== undefined && known?.version !== ifVersion)
        throw refuse('precondition_failed')
      const next = rule(tree)
      const same = JSON.stringify(next) === JSON.stringify(tree)
      return same ? undefined : { next, events: [newEvent(CategoryChanged, { categoryId })] }
    })
    catalogue.replaceTree(data, version)
    return data[categoryId]
  }

  /** Moves its products, then its children, then takes it out: each step may be repeated. */
  async function remove(
    category: Category,
    { reassignTo, ifVersion }: { reassignTo?: string | undefined; ifVersion?: number | undefined },
  ): Promise<void> {
    const { categoryId, version } = category
    if (ifVersion !== undefined && ifVersion !== version) throw refuse('precondition_failed')
    const target = reassignTo && findCategory(catalogue.tree(), reassignTo).categoryId
    if (target === categoryId) throw refuse('transition_refused', 'its content cannot stay in it')
    const productIds = catalogue.productsIn(categoryId)
    if (productIds.length > 0 && target === undefined) {
      throw refuse('category_not_empty', `it has ${productIds.length} products`)
    }
    removeCategory(catalogue.tree(), categoryId, target)
    for (const productId of productIds) {
      await desk.change(productId, (product) =>
        reassignCategory(product, { from: categoryId, to: target ?? '' }, clock()),
      )
    }
    await change(categoryId, (tree) => removeCategory(tree, categoryId, target))
  }

  return { change, remove }
}

export type CategoryDesk = ReturnType<typeof createCategoryDesk>
