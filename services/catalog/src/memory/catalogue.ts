import { lookUp } from '@comptoir/contracts/look-up'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { ancestorsOf, type CategoryTree } from '../categories/category-tree.ts'
import type { PriceList } from '../price-lists/price-list.ts'
import type { Product } from '../products/product.ts'
import { createProductDirectory, type ProductDirectory } from '../products/product-directory.ts'
import type { SynonymGroups } from '../search/synonyms.ts'
import { isSame } from '../sold/sold-days.ts'
import type { Units } from '../sold/sold-units.ts'
import type { ProductVendor } from '../vendors/product-vendor.ts'
import { type ActiveProducts, createActiveProducts, type PageRequest } from './active-products.ts'
import { createShownPrices, pricedBy } from './shown-prices.ts'
import { createStockLevels, type StockLevel, type StockLevels } from './stock-levels.ts'
import { createVendorMemory, type VendorMemory } from './vendors.ts'

export type Catalogue = ReturnType<typeof createCatalogue>

/** The catalogue in the memory of a replica: what every read is answered from. */
export function createCatalogue(synonyms: SynonymGroups, now: () => number = Date.now) {
  const directory = createProductDirectory()
  const stock = createStockLevels()
  const vendors = createVendorMemory()
  let current: { tree: CategoryTree; version: number } = { tree: {}, version: 0 }
  const prices = createShownPrices(() => current.tree, now)
  const sold = createSoldMemory()
  const shown = {
    ...{ available: stock.available, publicPriceOf: prices.publicPriceOf, soldOf: sold.of },
  }
  const tree = () => current.tree
  const listed = createListed({ shown, synonyms, directory, vendors, tree })
  let epoch = 0

  function changing(change: () => void): void {
    change()
    epoch++
  }
  const place = (product: Product) => changing(() => listed.place(product))

  /** Takes a version of the tree unless a newer one is held. */
  function replaceTree(tree: CategoryTree, version: number): void {
    if (version <= current.version) return
    const moved = productsBelowChange(current.tree, tree, directory.all())
    current = { tree, version }
    epoch++
    for (const product of moved) place(product)
  }

  function restock(sku: string): void {
    const found = directory.variantOf(sku)
    changing(() => found && listed.active().restock(found.product))
  }

  function reprice(lists: readonly PriceList[]): void {
    if (lists.length === 0) return
    listed.active().reprice(pricedBy(lists, directory.inStates(['active']), current.tree))
    epoch++
  }

  return {
    ...directory,
    /** Grows with every change: what was answered before may be stale. Price lists start and end as the clock says. */
    epoch: () => {
      reprice(prices.turned())
      return epoch
    },
    putPriceList: (document: Document<PriceList>) => reprice(prices.put(document)),
    ...pricesOf(prices),
    put: (document: Document<Product>) => directory.take(document) && place(document.data),
    ...vendorsOf(vendors, directory, place),
    ...{ replaceTree, tree, treeVersion: () => current.version },
    ...listsOf(listed.active, tree),
    productsIn: (categoryId: string) => idsIn(directory.all(), categoryId),
    replaceSynonyms: (next: SynonymGroups) => changing(() => listed.replaceSynonyms(next)),
    ...stockOf(stock, directory, restock),
    ...soldPart(sold, () => changing(() => listed.active().resell())),
  }
}

type SoldMemory = ReturnType<typeof createSoldMemory>

const soldPart = (sold: SoldMemory, changed: () => void) => ({
  soldOf: sold.of,
  /** Takes what was sold in the last days; lists by it are made anew when they are next asked for. */
  replaceSold: (units: Units): void => {
    if (sold.replace(units)) changed()
  },
})

/** Units of the last days, by product. */
function createSoldMemory() {
  let sold: Units = new Map()
  return {
    of: (productId: string) => sold.get(productId) ?? 0,
    /** False when nothing else was sold. */
    replace(units: Units): boolean {
      if (isSame(sold, units)) return false
      sold = units
      return true
    },
  }
}

type ListedDeps = {
  readonly shown: Parameters<typeof createActiveProducts>[0]
  readonly synonyms: SynonymGroups
  readonly directory: ProductDirectory
  readonly vendors: VendorMemory
  readonly tree: () => CategoryTree
}

/** What lists, search and suggestions show; built anew when too many slots were left. */
function createListed({ shown, synonyms, directory, vendors, tree }: ListedDeps) {
  const isListed = (product: Product) => isOnShow(product) && vendors.sells(product)
  let groups = synonyms
  let active = createActiveProducts(shown, groups)
  return {
    active: () => active,
    place(product: Product): void {
      active.hide(product.productId)
      if (isListed(product)) active.show(product, tree())
      if (!active.isSparse()) return
      active = createActiveProducts(shown, groups)
      const all = directory.inStates(['active']).filter(isListed)
      for (const one of all) active.show(one, tree())
    },
    replaceSynonyms(next: SynonymGroups): void {
      groups = next
      active.replaceSynonyms(next)
    },
  }
}

function listsOf(active: () => ActiveProducts, tree: () => CategoryTree) {
  return {
    list: (request: PageRequest) => active().list(request, tree()),
    find: (query: string) => active().find(query),
    related: (productId: string, limit: number) => active().related(productId, limit),
    facets: () => active().facets(),
    countIn: (categoryId: string) => active().countIn(categoryId),
  }
}

function stockOf(stock: StockLevels, directory: ProductDirectory, restock: (sku: string) => void) {
  return {
    available: stock.available,
    updateStock: (level: StockLevel) => stock.update(level) && restock(level.sku),
    fillStock: (sku: string, available: number) => stock.fill(sku, available) && restock(sku),
    unknownStock: () => directory.skus().filter((sku) => !stock.knows(sku)),
  }
}

const pricesOf = (prices: ReturnType<typeof createShownPrices>) => ({
  ...{ priceListVersionOf: prices.versionOf, publicPriceOf: prices.publicPriceOf },
  ...{ priceFor: prices.priceFor, tiersFor: prices.tiersFor },
})

function vendorsOf(
  vendors: VendorMemory,
  directory: ProductDirectory,
  place: (product: Product) => void,
) {
  return {
    ...{ vendor: vendors.find, vendorVersionOf: vendors.versionOf, sells: vendors.sells },
    /** Takes a version of a vendor unless a newer one is held, and shows its products, or no longer. */
    putVendor(document: Document<ProductVendor>): void {
      if (!vendors.put(document)) return
      const own = directory.all().filter(({ vendorId }) => vendorId === document.id)
      for (const product of own) place(product)
    },
  }
}

/** Whether lists, search and suggestions show it, if its vendor may sell. */
const isOnShow = ({ status, visibility }: Product): boolean =>
  status === 'active' && visibility === 'listed'

/** Products of any state that stand in the category itself. */
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
