import { createStore } from '@comptoir/dapr/documents/sidecar-store'
import { createEventSignatures } from '@comptoir/dapr/events/signatures'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { createLive, type Live } from '@comptoir/dapr/live/live-channels'
import { createBlobs } from '@comptoir/dapr/sidecar/blobs'
import { createSidecar, type Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import { encodePicture } from '@comptoir/service/files/picture'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { seenWithinASecond } from '@comptoir/tools/sandbox/within-a-second'
import { Redis } from 'ioredis'
import sharp from 'sharp'
import { typeidUnboxed } from 'typeid-js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createCategoryCommands } from '../src/categories/category-commands.ts'
import { createCategoryTrees } from '../src/categories/category-store.ts'
import { addCategory, moveCategory } from '../src/categories/category-tree.ts'
import { createRenditions, imageBytes } from '../src/images/images.ts'
import { createCatalogue } from '../src/memory/catalogue.ts'
import { createFreshness } from '../src/memory/follow-changes.ts'
import { createPriceListCommands } from '../src/price-lists/price-list-commands.ts'
import { createPriceLists } from '../src/price-lists/price-list-store.ts'
import { createProductCommands } from '../src/products/product-commands.ts'
import { createProducts } from '../src/products/product-store.ts'
import { createUniqueKeys } from '../src/products/unique-keys.ts'
import { createSearchSettings } from '../src/search/search-settings-store.ts'
import { createSoldUnits } from '../src/sold/sold-units.ts'
import { createSubscribers } from '../src/subscribers.ts'
import { createProductVendors } from '../src/vendors/product-vendor-store.ts'

let sandbox: Sandbox
let sidecar: Sidecar
let redis: Redis
const lives: Live[] = []
const stops: Stop[] = []

/** A replica of the service that hears no broadcast: its own log is all it has to stay fresh. */
async function startReplica() {
  const log = silentLog()
  const store = createStore({
    ...{ sidecar, redis, service: 'catalog', log },
    signatures: createEventSignatures(sandbox.eventKeys('catalog')),
  })
  const live = createLive(redis)
  lives.push(live)
  const clock = () => new Date()
  const products = createProducts(store)
  const trees = createCategoryTrees(store)
  const priceLists = createPriceLists(store)
  const productVendors = createProductVendors(store)
  const settings = createSearchSettings(store)
  const keys = createUniqueKeys(store, products, clock)
  const catalogue = createCatalogue([])
  const newProductId = () => typeidUnboxed('prd')
  const rate = { countryCode: 'FR', taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' }
  const rules = { homeCountry: 'FR', prices: 'gross' as const, rates: [rate] }
  const taxRates = { read: async () => rules }
  const productCommands = createProductCommands({
    products,
    keys,
    catalogue,
    clock,
    newProductId,
    taxRates,
  })
  const categories = createCategoryCommands({ trees, catalogue, productCommands, clock })
  const inventory = async () => {
    throw refuse('dependency_unavailable')
  }
  const freshness = createFreshness({
    ...{ catalogue, products, trees, priceLists, productVendors, settings, store, live },
    ...{ inventory, log },
  })
  stops.push(repeat({ name: 'refresh', everyMs: 200, log, run: freshness.refresh }))
  await vi.waitFor(() => expect(freshness.isLoaded()).toBe(true), { timeout: 10_000 })
  const priceListCommands = createPriceListCommands({ priceLists, catalogue, clock })
  return { catalogue, productCommands, priceListCommands, categories, live, productVendors }
}
type Replica = Awaited<ReturnType<typeof startReplica>>

const lamp = (sku: string, categoryIds: string[], amount = 4900) => ({
  status: 'active' as const,
  title: { fr: `Lampe ${sku}` },
  taxClass: 'standard',
  categoryIds,
  attributes: {},
  variants: [{ sku, options: {}, price: { amount, currency: 'EUR' }, weightGrams: 900 }],
})

async function shelf(replica: Replica, id: string): Promise<string> {
  await replica.categories.change(id, (tree) =>
    addCategory(tree, id, { slug: id, name: { fr: id } }),
  )
  return id
}

beforeAll(async () => {
  sandbox = await startSandbox({ apps: [{ appId: 'catalog' }] })
  sidecar = createSidecar(sandbox.sidecar('catalog'))
  redis = new Redis(sandbox.redisUrl)
})

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()))
  await Promise.all(lives.map((live) => live.close()))
  redis.disconnect()
  sidecar.close()
  await sandbox.stop()
})

describe('replicas of the catalogue on a real sidecar', () => {
  it('show a write at once where it was made, and everywhere within a second', async () => {
    const [here, there] = [await startReplica(), await startReplica()]
    const category = await shelf(here, 'lights')
    const priceHere = (id: string) => here.catalogue.lookUp(id)?.data.variants[0]?.price.amount
    const ids: string[] = []
    await seenWithinASecond(async (n) => {
      const { document } = await here.productCommands.create(lamp(`L-1${n}`, [category]))
      ids.push(document.id)
      expect(here.catalogue.find('lampe')).toHaveLength(n)
      return () => there.catalogue.find('lampe').length === n
    })
    const [id = ''] = ids
    await seenWithinASecond(async (n) => {
      await there.productCommands.replace(id, lamp('L-11', [category], 3900 + n))
      return () => priceHere(id) === 3900 + n
    })
  })

  it('show a moved category everywhere within a second', async () => {
    const [here, there] = [await startReplica(), await startReplica()]
    await seenWithinASecond(async (n) => {
      const [under, over] = [await shelf(here, `under-${n}`), await shelf(here, `over-${n}`)]
      await here.categories.change(under, (tree) => moveCategory(tree, under, { parentId: over }))
      return () => there.catalogue.tree()[under]?.path === `/${over}/${under}`
    })
  })

  it('know a price list within a second, and start a sale at its second without an event', async () => {
    const [here, there] = [await startReplica(), await startReplica()]
    const category = await shelf(here, 'sale')
    await here.productCommands.create(lamp('L-9', [category]))
    const startsAt = new Date(Date.now() + 6_000).toISOString()
    const list = {
      ...{ name: { en: 'Sale' }, currency: 'EUR', customerStatuses: [], customerTags: [] },
      ...{
        priority: 0,
        startsAt,
        entries: [{ sku: 'L-9', tiers: [{ minQuantity: 1, amount: 100 }] }],
      },
    }
    await seenWithinASecond(async (n) => {
      await here.priceListCommands.create({ priceListId: `sale-${n}`, ...list })
      return () => there.catalogue.priceListVersionOf(`sale-${n}`) === 1
    })
    const priceOn = ({ catalogue }: Replica) => {
      const found = catalogue.variantOf('L-9')
      const buyer = { currency: 'EUR', quantity: 1, customer: {} }
      return found && catalogue.priceFor(found.product, found.variant, buyer)?.price.amount
    }
    const late = await startReplica()
    const replicas = [here, there, late]
    expect(replicas.map(priceOn)).toEqual([4900, 4900, 4900])
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(startsAt)), {
      timeout: 8_000,
      interval: 5,
    })
    expect(replicas.map(priceOn)).toEqual([100, 100, 100])
  })

  it('load at start what was there, and hear of stock whichever replica was told', async () => {
    const here = await startReplica()
    const category = await shelf(here, 'late')
    await here.productCommands.create(lamp('L-2', [category]))
    const there = await startReplica()
    expect(there.catalogue.variantOf('L-2')?.product.slug).toBe('lampe-l-2')
    const soldUnits = createSoldUnits(redis)
    const [told] = createSubscribers({ ...here, soldUnits, clock: () => new Date() })
    await seenWithinASecond(async (n) => {
      const meta = { id: `e-${n}`, type: 't', subject: 'L-2', version: n, time: '' }
      await told?.handle({ sku: 'L-2', available: 6 + n, version: 2 + n }, meta)
      return () => [here, there].every(({ catalogue }) => catalogue.available('L-2') === 6 + n)
    })
  })

  it('count what is sold once, however many orders have it at once', async () => {
    const soldUnits = createSoldUnits(redis)
    const day = '2026-11-30'
    const units = new Map([
      ['prd_1', 2],
      ['constructor', 1],
    ])
    const orders = Array.from({ length: 100 }, (_, n) => ({ orderId: `ord_${n}`, day, units }))
    const told = await Promise.all([...orders, ...orders].map((order) => soldUnits.count(order)))
    expect(told.filter(Boolean)).toHaveLength(100)
    expect(await soldUnits.read(day)).toEqual(
      new Map([
        ['prd_1', 200],
        ['constructor', 100],
      ]),
    )
    expect(await soldUnits.read('2026-11-29')).toEqual(new Map())
    expect(await redis.ttl(`{catalog:sold}:units:${day}`)).toBeGreaterThan(30 * 86_400)
  })

  it('give a SKU to one product, however many ask for it at once', async () => {
    const here = await startReplica()
    const category = await shelf(here, 'rush')
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, () => here.productCommands.create(lamp('L-3', [category]))),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('make one product of an external id, however many write it at once', async () => {
    const here = await startReplica()
    const category = await shelf(here, 'import')
    const written = await Promise.all(
      Array.from({ length: 5 }, () =>
        here.productCommands.putByExternalId('x-9', lamp('L-4', [category])),
      ),
    )
    expect(new Set(written.map(({ document }) => document.id)).size).toBe(1)
    const again = await here.productCommands.putByExternalId('x-9', lamp('L-4', [category]))
    expect(again.outcome).toBe('unchanged')
  })
})

describe('pictures behind the binding', () => {
  it('come back as they went, and smaller', async () => {
    const blobs = createBlobs(sidecar)
    const drawing = sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
    const { bytes } = await encodePicture(await drawing.png().toBuffer(), imageBytes)
    const { sha256 } = await blobs.put(bytes)
    const renditions = createRenditions(blobs)
    expect(await renditions.read(sha256, undefined)).toEqual(bytes)
    const small = await sharp(await renditions.read(sha256, 160)).metadata()
    expect(small.width).toBe(160)
    expect(await renditions.read('0'.repeat(64), 160)).toBeUndefined()
  })
})
