import { checkAvailability } from '@comptoir/contracts/inventory'
import type { Client } from '@comptoir/dapr/invoke'
import type { Live } from '@comptoir/dapr/live'
import type { Store } from '@comptoir/dapr/store'
import type { Logger } from '@comptoir/service/log'
import { z } from 'zod'
import type { Catalogue } from './catalogue.ts'
import { type CategoryTrees, treeId } from './category-store.ts'
import { everyProduct, type Products } from './product-store.ts'
import { type SearchSettings, settingsId } from './search-settings-store.ts'
import { stockChannel } from './stock-board.ts'

export type FreshnessDeps = {
  catalogue: Catalogue
  products: Products
  trees: CategoryTrees
  settings: SearchSettings
  store: Store
  live: Live
  inventory: Client
  log: Logger
}

const Level = z.object({ sku: z.string(), available: z.number(), version: z.number() })
const productPage = 200
const logPage = 200
const skuPage = 200

/** Keeps the memory of this replica like the store: loads it, then follows what changes. */
export function createFreshness(deps: FreshnessDeps) {
  const { catalogue, products, trees, settings, store, log } = deps
  let position = '0-0'
  let loaded = false

  async function load(): Promise<void> {
    await tree(1)
    const found = await settings.get(settingsId)
    if (found) catalogue.replaceSynonyms(found.data.groups)
    const ids = await products.ids(everyProduct.index, everyProduct.key)
    for (let at = 0; at < ids.length; at += productPage) {
      const page = await products.getMany(ids.slice(at, at + productPage))
      for (const document of page) catalogue.put(document)
    }
    await deps.live.subscribe(stockChannel, (event) => {
      const level = Level.safeParse(event.data)
      if (level.success) catalogue.hearStock(level.data)
    })
    loaded = true
    log.info({ products: catalogue.size() }, 'catalogue loaded')
  }

  /** Reads a product again when the version held is older. */
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

  /** Follows this service's own log: what the broadcast did not bring. */
  async function catchUp(): Promise<void> {
    for (;;) {
      const entries = await store.ledger.read(position, logPage)
      for (const { position: at, event } of entries) {
        if (event.subject === treeId) await tree(event.aggregateversion)
        else await product(event.subject, event.aggregateversion)
        position = at
      }
      if (entries.length < logPage) return
    }
  }

  /** Asks inventory for the levels of SKUs that nothing was heard of. */
  async function learnStock(): Promise<void> {
    const skus = loaded ? catalogue.unknownStock() : []
    for (let at = 0; at < skus.length; at += skuPage) {
      const body = { skus: skus.slice(at, at + skuPage) }
      const { items } = await deps.inventory(checkAvailability, { body, retry: true })
      for (const { sku, available } of items) catalogue.learnStock(sku, available)
    }
  }

  /** Loads once, then follows the log. */
  async function refresh(): Promise<void> {
    if (!loaded) await load()
    await catchUp()
  }

  return { refresh, product, tree, learnStock, isLoaded: () => loaded }
}

export type Freshness = ReturnType<typeof createFreshness>
