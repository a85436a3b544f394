import { createMemoryStore } from '@comptoir/dapr/documents/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/sidecar/blobs'
import { refuse } from '@comptoir/service/problems/refusal'
import { createTestVerifier, silentLog } from '@comptoir/service/testing'
import { createApp } from './app.ts'
import { createCategoryDesk } from './categories/category-desk.ts'
import { createCategoryTrees } from './categories/category-store.ts'
import { createRenditions } from './images/renditions.ts'
import { createCatalogue } from './memory/catalogue.ts'
import { createProductDesk } from './products/product-desk.ts'
import { createProducts } from './products/product-store.ts'
import { createUniqueKeys } from './products/unique-keys.ts'
import { defaultSynonyms } from './search/default-synonyms.ts'
import { createSearchSettings } from './search/search-settings-store.ts'

/** The service over in-memory twins, with a clock to move. */
export function createTestShop() {
  const store = createMemoryStore('catalog')
  const clock = () => new Date(store.clock.nowMs)
  const products = createProducts(store)
  const trees = createCategoryTrees(store)
  const settings = createSearchSettings(store)
  const keys = createUniqueKeys(store, products, clock)
  const catalogue = createCatalogue(defaultSynonyms())
  const blobs = createMemoryBlobs()
  const newProductId = createIds('prd')
  let billingIsAway = false
  const taxRates = async () => {
    if (billingIsAway) throw refuse('dependency_unavailable', 'billing does not answer')
    return rates
  }
  const desk = createProductDesk({ products, keys, catalogue, clock, newProductId, taxRates })
  const { verify, headersFor } = createTestVerifier()
  const app = createApp({
    catalogue,
    desk,
    categoryDesk: createCategoryDesk({ trees, catalogue, desk, clock }),
    settings,
    blobs,
    renditions: createRenditions(blobs),
    clock,
    newCategoryId: createIds('cat'),
    verify,
    log: silentLog(),
    appToken: 'app-token',
  })
  const staff = headersFor({ id: 'usr_staff', roles: ['staff'] })
  const customer = headersFor({ id: 'usr_camille', roles: ['customer'] })

  /** Calls the app: `as` staff unless told otherwise. */
  async function call(operation: string, options: CallOptions = {}) {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const { as = 'staff', body, headers = {} } = options
    const asking = { staff: await staff, customer: await customer, guest: {} }[as]
    const response = await app.request(path, {
      method,
      headers: { ...asking, ...(body !== undefined && jsonType), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer: Answer = text ? JSON.parse(text) : {}
    return { status: response.status, headers: response.headers, body: answer }
  }

  const loseBilling = () => {
    billingIsAway = true
  }
  return { app, call, store, catalogue, products, trees, keys, desk, staff, loseBilling }
}

const rates = ['standard', 'reduced'].map((taxClass) => ({
  ...{ countryCode: 'FR', taxClass, rateBps: 2000, validFrom: '2014-01-01' },
}))
const jsonType = { 'content-type': 'application/json' }

type CallOptions = {
  as?: 'staff' | 'customer' | 'guest'
  body?: unknown
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, only read by tests
type Answer = any

function createIds(prefix: string): () => string {
  let last = 0
  return () => `${prefix}_${++last}`
}
