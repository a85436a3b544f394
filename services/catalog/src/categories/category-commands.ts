import { CategoryChanged } from '@comptoir/contracts/catalog/events'
import { newEvent } from '@comptoir/contracts/event'
import { lookUp } from '@comptoir/contracts/look-up'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Catalogue } from '../memory/catalogue.ts'
import { reassignCategory } from '../products/product.ts'
import type { ProductCommands } from '../products/product-commands.ts'
import { isSameValue } from '../products/same-value.ts'
import { type CategoryTrees, treeId } from './category-store.ts'
import { type Category, type CategoryTree, findCategory, removeCategory } from './category-tree.ts'

export type CategoryCommandDeps = {
  trees: CategoryTrees
  catalogue: Catalogue
  productCommands: ProductCommands
  clock: () => Date
}

type Removal = { reassignTo?: string | undefined; ifVersion?: number | undefined }

/** Writes the category tree and shows it to this replica at once. */
export function createCategoryCommands(deps: CategoryCommandDeps) {
  const { trees, catalogue, productCommands, clock } = deps

  async function change(
    categoryId: string,
    rule: (tree: CategoryTree) => CategoryTree,
    ifVersion?: number,
  ): Promise<Category | undefined> {
    const { data, version } = await trees.upsert(treeId, (tree = {}) => {
      checkVersion(lookUp(tree, categoryId), ifVersion)
      const next = rule(tree)
      if (isSameValue(next, tree)) return undefined
      return { next, events: [newEvent(CategoryChanged, { categoryId })] }
    })
    catalogue.replaceTree(data, version)
    return lookUp(data, categoryId)
  }

  /** Moves its products, then its children, then takes it out: each step may be repeated. */
  async function remove({ categoryId }: Category, { reassignTo, ifVersion }: Removal) {
    const target = reassignTo && findCategory(catalogue.tree(), reassignTo).categoryId
    if (target === categoryId) throw refuse('transition_refused', 'its content cannot stay in it')
    checkVersion(lookUp(catalogue.tree(), categoryId), ifVersion)
    removeCategory(catalogue.tree(), categoryId, target)
    await empty(categoryId, target)
    await change(categoryId, (tree) => removeCategory(tree, categoryId, target), ifVersion)
  }

  async function empty(from: string, to: string | undefined): Promise<void> {
    const productIds = catalogue.productsIn(from)
    if (productIds.length === 0) return
    if (to === undefined) {
      throw refuse('category_not_empty', `it has ${productIds.length} products`)
    }
    for (const productId of productIds) {
      await productCommands.change(productId, (product) =>
        reassignCategory(product, { from, to }, clock()),
      )
    }
  }

  return { change, remove }
}

export type CategoryCommands = ReturnType<typeof createCategoryCommands>

function checkVersion(category: Category | undefined, ifVersion: number | undefined): void {
  if (ifVersion === undefined || category?.version === ifVersion) return
  throw refuse('precondition_failed')
}
