import { PriceListChanged, ProductVendorChanged } from '@comptoir/contracts/catalog/events'
import type { CloudEvent } from '@comptoir/contracts/event'
import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import type { Store } from '@comptoir/dapr/documents/store'
import { followOwnLog } from '@comptoir/dapr/events/own-log'
import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Logger } from '@comptoir/service/observability/log'
import { type CategoryTrees, treeId } from '../categories/category-store.ts'
import { everyPriceList, type PriceLists } from '../price-lists/price-list-store.ts'
import { everyProduct, type Products } from '../products/product-store.ts'
import { type SearchSettings, settingsId } from '../search/search-settings-store.ts'
import { everyVendor, type ProductVendors } from '../vendors/product-vendor-store.ts'
import type { Catalogue } from './catalogue.ts'
import { StockLevel, stockChannel } from './stock-levels.ts'

export type FreshnessDeps = {
  catalogue: Catalogue
  products: Products
  trees: CategoryTrees
  priceLists: PriceLists
  productVendors: ProductVendors
  settings: SearchSettings
  store: Store
  live: Live
  inventory: Client
  log: Logger
}

export type Freshness = ReturnType<typeof createFreshness>

const pageSize = 200

/** Keeps the memory of this replica like the store: loads it, then follows what changes. */
export function createFreshness(deps: FreshnessDeps) {
  const { changed, ...readers } = createReaders(deps)
  const { isLoaded, refresh } = followOwnLog({
    store: deps.store,
    changed,
    async load() {
      await readers.tree(1)
      await load(deps)
      await fillStock(deps).catch((error: unknown) =>
        deps.log.warn({ err: error }, 'levels of stock come later'),
      )
      deps.log.info({ products: deps.catalogue.all().length }, 'catalogue loaded')
    },
  })
  return {
    ...{ isLoaded, refresh, ...readers },
    /** Reads the levels of SKUs without a known one from inventory. */
    fillStock: async () => {
      if (isLoaded()) await fillStock(deps)
    },
  }
}

/** Each reads a document again when the version held is older. */
function createReaders({ catalogue, products, trees, priceLists, productVendors }: FreshnessDeps) {
  async function product(productId: string, version: number): Promise<void> {
    if (catalogue.versionOf(productId) >= version) return
    const document = await products.get(productId)
    if (document) catalogue.put(document)
  }

  async function tree(version: number): Promise<void> {
    if (catalogue.treeVersion() >= version) return
    const document = await trees.get(treeId)
    if (document) catalogue.replaceTree(document.data, document.version)
  }

  async function priceList(priceListId: string, version: number): Promise<void> {
    if (catalogue.priceListVersionOf(priceListId) >= version) return
    const document = await priceLists.get(priceListId)
    if (document) catalogue.putPriceList(document)
  }

  async function vendor(vendorId: string, version: number): Promise<void> {
    if (catalogue.vendorVersionOf(vendorId) >= version) return
    const document = await productVendors.get(vendorId)
    if (document) catalogue.putVendor(document)
  }

  /** What an event of this service says changed. */
  function changed({ type, subject, aggregateversion: version }: CloudEvent): Promise<void> {
    if (type === ProductVendorChanged.type) return vendor(subject, version)
    if (type === PriceListChanged.type) return priceList(subject, version)
    return subject === treeId ? tree(version) : product(subject, version)
  }

  return { product, tree, priceList, vendor, changed }
}

async function load({
  catalogue,
  products,
  priceLists,
  productVendors,
  settings,
  live,
}: FreshnessDeps): Promise<void> {
  const found = await settings.get(settingsId)
  if (found) catalogue.replaceSynonyms(found.data.groups)
  await live.subscribe(stockChannel, (event) => {
    const level = StockLevel.safeParse(event.data)
    if (level.success) catalogue.updateStock(level.data)
  })
  // before the products, which are then shown at their prices once
  const lists = await priceLists.ids(everyPriceList.index, everyPriceList.key)
  for (const page of pagesOf(lists)) {
    for (const document of await priceLists.getMany(page)) catalogue.putPriceList(document)
  }
  await loadVendors({ catalogue, productVendors })
  const ids = await products.ids(everyProduct.index, everyProduct.key)
  const pages = pagesOf(ids)
  let next = products.getMany(pages[0] ?? [])
  for (let at = 0; at < pages.length; at++) {
    const page = await next
    next = products.getMany(pages[at + 1] ?? [])
    for (const document of page) catalogue.put(document)
  }
  await next
}

/** Before the products too: those of a vendor that may not sell are not shown. */
async function loadVendors({
  catalogue,
  productVendors,
}: Pick<FreshnessDeps, 'catalogue' | 'productVendors'>): Promise<void> {
  const ids = await productVendors.ids(everyVendor.index, everyVendor.key)
  for (const page of pagesOf(ids)) {
    for (const document of await productVendors.getMany(page)) catalogue.putVendor(document)
  }
}

async function fillStock({ catalogue, inventory }: FreshnessDeps): Promise<void> {
  for (const skus of pagesOf(catalogue.unknownStock())) {
    const { items } = await inventory(checkAvailability, { body: { skus }, retry: true })
    for (const { sku, available } of items) catalogue.fillStock(sku, available)
  }
}

function pagesOf(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / pageSize)
  return Array.from({ length: count }, (_, at) => ids.slice(at * pageSize, (at + 1) * pageSize))
}
