import { lookUp } from '@comptoir/contracts/look-up'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { ancestorsOf, type CategoryTree } from '../categories/category-tree.ts'
import type { Product } from '../products/product.ts'
import { createProductDirectory, type ProductDirectory } from '../products/product-directory.ts'
import {
  type ActiveProducts,
  createActiveProducts,
  type Page,
  type PageRequest,
} from './active-products.ts'
import type { FacetValues } from './facet-values.ts'
import { createStockLevels, type StockLevel } from './stock-levels.ts'

/** The catalogue in the memory of a replica: what every read is answered from. */
export type Catalogue = Omit<ProductDirectory, 'take' | 'all' | 'skus'> & {
  /** Grows with every change: what was answered before may be stale. */
  epoch(): number
  /** Takes a version of a product unless a newer one is held. */
  put(document: Document<Product>): void
  /** Takes a version of the tree unless a newer one is held. */
  replaceTree(tree: CategoryTree, version: number): void
  tree(): CategoryTree
  treeVersion(): number
  list(request: PageRequest): Page
  /** Active products by relevance. */
  find(query: string): Product[]
  facets(): FacetValues
  countIn(categoryId: string): number
  /** Products of any state that stand in the category itself. */
  productsIn(categoryId: string): string[]
  replaceSynonyms(groups: readonly (readonly string[])[]): void
  available(sku: string): number
  updateStock(level: StockLevel): void
  fillStock(sku: string, available: number): void
  unknownStock(): string[]
  size(): number
}

export function createCatalogue(synonyms: readonly (readonly string[])[]): Catalogue {
  const directory = createProductDirectory()
  const stock = createStockLevels()
  let groups = synonyms
  let active: ActiveProducts = createActiveProducts(stock.available, groups)
  let current: { tree: CategoryTree; version: number } = { tree: {}, version: 0 }
  let epoch = 0

  function place(product: Product): void {
    active.hide(product.productId)
    if (isListed(product)) active.show(product, current.tree)
    epoch++
    if (!active.isSparse()) return
    active = createActiveProducts(stock.available, groups)
    for (const one of directory.inStates(['active']).filter(isListed)) {
      active.show(one, current.tree)
    }
  }

  function replaceTree(tree: CategoryTree, version: number): void {
    if (version <= current.version) return
    const moved = productsBelowChange(current.tree, tree, directory.all())
    current = { tree, version }
    epoch++
    for (const product of moved) place(product)
  }

  function restock(sku: string): void {
    const found = directory.variantOf(sku)
    if (found) active.restock(found.product)
    epoch++
  }

  return {
    ...directory,
    epoch: () => epoch,
    put: (document) => {
      if (directory.take(document)) place(document.data)
    },
    replaceTree,
    tree: () => current.tree,
    treeVersion: () => current.version,
    list: (request) => active.list(request, current.tree),
    find: (query) => active.find(query),
    facets: () => active.facets(),
    countIn: (categoryId) => active.countIn(categoryId),
    productsIn: (categoryId) => idsIn(directory.all(), categoryId),
    replaceSynonyms: (next) => {
      groups = next
      active.replaceSynonyms(next)
      epoch++
    },
    available: stock.available,
    updateStock: (level) => stock.update(level) && restock(level.sku),
    fillStock: (sku, available) => stock.fill(sku, available) && restock(sku),
    unknownStock: () => directory.skus().filter((sku) => !stock.knows(sku)),
    size: () => directory.all().length,
  }
}

/** Whether lists, search and suggestions show it. */
const isListed = ({ status, visibility }: Product): boolean =>
  status === 'active' && visibility === 'listed'

function idsIn(products: readonly Product[], categoryId: string): string[] {
  return products
    .filter(({ categoryIds }) => categoryIds.includes(categoryId))
    .map(({ productId }) => productId)
}

/** The products of which a category, or one above it, is not as it was. */
function productsBelowChange(
  before: CategoryTree,
  after: CategoryTree,
  products: readonly Product[],
): Product[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  const versionOf = (tree: CategoryTree, id: string) => lookUp(tree, id)?.version
  const changed = new Set([...ids].filter((id) => versionOf(before, id) !== versionOf(after, id)))
  const touches = (tree: CategoryTree, categoryId: string) =>
    ancestorsOf(tree, categoryId).some((category) => changed.has(category.categoryId))
  return products.filter(({ categoryIds }) =>
    categoryIds.some((id) => changed.has(id) || touches(before, id) || touches(after, id)),
  )
}

/** A product by id or slug, of any state; refuses with not_found. */
export function findProduct(catalogue: Catalogue, idOrSlug: string): Document<Product> {
  const document = catalogue.lookUp(idOrSlug)
  if (!document) throw refuse('not_found', `there is no product ${idOrSlug}`)
  return document
}
