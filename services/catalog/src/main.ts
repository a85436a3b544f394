import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { createCustomers } from '@comptoir/dapr/sidecar/customers'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { readConfig } from '@comptoir/service/config'
import { typeidUnboxed } from 'typeid-js'
import { createApp } from './app.ts'
import { createCategoryCommands } from './categories/category-commands.ts'
import { createCategoryTrees } from './categories/category-store.ts'
import { createChangeJobs } from './changes/change-job-store.ts'
import { createChangeWorker } from './changes/change-worker.ts'
import { configShape } from './config.ts'
import { createRenditions } from './images/images.ts'
import { createImportWorker } from './imports/import-worker.ts'
import { createColumnMappings, createProductImports } from './imports/product-import-store.ts'
import { createCatalogue } from './memory/catalogue.ts'
import { createFreshness } from './memory/follow-changes.ts'
import { createPriceListCommands } from './price-lists/price-list-commands.ts'
import { createPriceLists } from './price-lists/price-list-store.ts'
import { createProductCommands } from './products/product-commands.ts'
import { createProducts } from './products/product-store.ts'
import { createPublisher } from './products/publication.ts'
import { createUniqueKeys } from './products/unique-keys.ts'
import { createSearchSettings, defaultSynonyms } from './search/search-settings-store.ts'
import { createSoldReader } from './sold/follow-sold.ts'
import { createSoldUnits } from './sold/sold-units.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'
import { createProductVendors } from './vendors/product-vendor-store.ts'

const config = readConfig(configShape)
const host = await createHost('catalog', config)
const { store, log, live, clock } = host
const products = createProducts(store)
const trees = createCategoryTrees(store)
const priceLists = createPriceLists(store)
const productVendors = createProductVendors(store)
const settings = createSearchSettings(store)
const keys = createUniqueKeys(store, products, clock)
const catalogue = createCatalogue(defaultSynonyms())
const blobs = createBlobs(host.sidecar)
const newProductId = () => typeidUnboxed('prd')
const taxRates = createTaxRates(host.clients.billing)
const writing = { ...host, products, keys, catalogue, newProductId, taxRates }
const productCommands = createProductCommands(writing)
const { inventory } = host.clients
const read = { catalogue, products, trees, priceLists, productVendors, settings, inventory }
const changeJobs = createChangeJobs(store)
const publishing = { products, productCommands, clock, log }
const changing = { ...host, keys: store.keys, changeJobs, productCommands, blobs }
const soldUnits = createSoldUnits(host.redis)
const readSold = createSoldReader({ soldUnits, clock, catalogue })
const productImports = createProductImports(store)
const columnMappings = createColumnMappings(store)
const categoryCommands = createCategoryCommands({ trees, catalogue, productCommands, clock })
const newCategoryId = () => typeidUnboxed('cat')
const importing = {
  ...{ ...host, keys: store.keys, productImports, productCommands, categoryCommands, catalogue },
  ...{ blobs, inventory, newCategoryId },
}
const freshness = createFreshness({ ...host, ...read })

const app = createApp({
  ...host,
  catalogue,
  productCommands,
  changeJobs,
  ...{ categoryCommands, productImports, columnMappings },
  priceLists,
  priceListCommands: createPriceListCommands({ priceLists, catalogue, clock }),
  customers: createCustomers(host.clients.accounts),
  settings,
  blobs,
  renditions: createRenditions(blobs),
  newCategoryId,
  ready: async () => (freshness.isLoaded() ? await host.ready() : 'the catalogue is loading'),
})
await host.run(app, {
  components: ['blobs'],
  subscribers: createSubscribers({ live, productVendors, soldUnits, clock }),
  broadcasts: createBroadcasts({ freshness }),
  collections: [
    ...[products, trees, priceLists, productVendors, settings, keys.collection, changeJobs],
    ...[productImports, columnMappings],
  ],
  workers: [
    () => repeat({ name: 'refresh', everyMs: config.refreshEveryMs, log, run: freshness.refresh }),
    () => repeat({ name: 'publication', everyMs: 1_000, log, run: createPublisher(publishing) }),
    () => repeat({ name: 'bulk changes', everyMs: 1_000, log, run: createChangeWorker(changing) }),
    () => repeat({ name: 'imports', everyMs: 1_000, log, run: createImportWorker(importing) }),
    () => repeat({ name: 'sold', everyMs: 60_000, log, run: readSold }),
    () => repeat({ name: 'stock', everyMs: config.stockEveryMs, log, run: freshness.fillStock }),
  ],
})
