import type { PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier, type TestUser } from '@comptoir/service/test/tokens'
import { createApp } from '../src/app.ts'
import { createCategoryCommands } from '../src/categories/category-commands.ts'
import { createCategoryTrees } from '../src/categories/category-store.ts'
import { createChangeJobs } from '../src/changes/change-job-store.ts'
import { createRenditions } from '../src/images/images.ts'
import { createColumnMappings, createProductImports } from '../src/imports/product-import-store.ts'
import { createCatalogue } from '../src/memory/catalogue.ts'
import { createPriceListCommands } from '../src/price-lists/price-list-commands.ts'
import { createPriceLists } from '../src/price-lists/price-list-store.ts'
import { createProductCommands } from '../src/products/product-commands.ts'
import { createProducts } from '../src/products/product-store.ts'
import { createUniqueKeys } from '../src/products/unique-keys.ts'
import { createSearchSettings, defaultSynonyms } from '../src/search/search-settings-store.ts'
import { createProductVendors } from '../src/vendors/product-vendor-store.ts'

/** The service over in-memory twins, with a clock to move. */
export function createTestShop() {
  const store = createMemoryStore('catalog')
  const clock = () => new Date(store.clock.nowMs)
  const products = createProducts(store)
  const trees = createCategoryTrees(store)
  const priceLists = createPriceLists(store)
  const productVendors = createProductVendors(store)
  const settings = createSearchSettings(store)
  const keys = createUniqueKeys(store, products, clock)
  const catalogue = createCatalogue(defaultSynonyms(), store.now)
  const blobs = createMemoryBlobs()
  const newProductId = createIds('prd')
  let billingIsAway = false
  let accountsIsAway = false
  const customers = new Map<string, PriceCustomer>()
  const taxRates = {
    read: async () => {
      if (billingIsAway) throw refuse('dependency_unavailable', 'billing does not answer')
      return { homeCountry: 'FR', prices: 'gross' as const, rates }
    },
  }
  const productCommands = createProductCommands({
    products,
    keys,
    catalogue,
    clock,
    newProductId,
    taxRates,
  })
  const changeJobs = createChangeJobs(store)
  const productImports = createProductImports(store)
  const columnMappings = createColumnMappings(store)
  const categoryCommands = createCategoryCommands({ trees, catalogue, productCommands, clock })
  const newCategoryId = createIds('cat')
  const { verify, headersFor } = createTestVerifier()
  const app = createApp({
    catalogue,
    productCommands,
    changeJobs,
    ...{ categoryCommands, productImports, columnMappings },
    priceLists,
    priceListCommands: createPriceListCommands({ priceLists, catalogue, clock }),
    customers: async (userId) => (accountsIsAway ? undefined : (customers.get(userId) ?? {})),
    settings,
    blobs,
    renditions: createRenditions(blobs),
    clock,
    newCategoryId,
    verify,
    log: silentLog(),
    appToken: 'app-token',
  })
  const staff = headersFor({ id: 'usr_staff', roles: ['staff'] })
  const customer = headersFor({ id: 'usr_camille', roles: ['customer'] })

  /** Calls the app: as staff by default. */
  async function call(operation: string, options: CallOptions = {}) {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const { as = 'staff', body, headers = {} } = options
    const known = { staff: await staff, customer: await customer, guest: {} }
    const asking = typeof as === 'string' ? known[as] : await headersFor(as)
    const response = await app.request(path, {
      method,
      headers: { ...asking, ...(body !== undefined && jsonType), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer: Answer = text ? JSON.parse(text) : {}
    return { status: response.status, headers: response.headers, body: answer }
  }

  const loseAccounts = () => {
    accountsIsAway = true
  }
  const loseBilling = () => {
    billingIsAway = true
  }
  return {
    app,
    call,
    store,
    catalogue,
    products,
    trees,
    priceLists,
    productVendors,
    keys,
    blobs,
    clock,
    changeJobs,
    productCommands,
    ...{ productImports, columnMappings, categoryCommands, newCategoryId },
    staff,
    loseBilling,
    /** What prices go by of customers, by user; `usr_camille` calls. */
    customers,
    loseAccounts,
  }
}

const rates = ['standard', 'reduced'].map((taxClass) => ({
  ...{ countryCode: 'FR', taxClass, rateBps: 2000, validFrom: '2014-01-01' },
}))
const jsonType = { 'content-type': 'application/json' }

type CallOptions = {
  as?: 'staff' | 'customer' | 'guest' | TestUser
  body?: unknown
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, only read by tests
type Answer = any

function createIds(prefix: string): () => string {
  let last = 0
  return () => `${prefix}_${++last}`
}
