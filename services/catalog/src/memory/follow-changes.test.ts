import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { createSearchSettings } from '../search/search-settings-store.ts'
import { createCatalogue } from './catalogue.ts'
import { createFreshness } from './follow-changes.ts'

/** Inventory, which knows a SKU only as it is written. */
function inventoryOf(levels: Readonly<Record<string, number>>): Client {
  const client: unknown = async (_: unknown, { body }: { body: { skus: string[] } }) => ({
    items: body.skus.map((sku) => ({ sku, available: levels[sku] ?? 0 })),
  })
  return client as Client
}

describe('a replica that starts', () => {
  it('learns which vendors sell, and the stock of what it loads, whatever the case of its SKUs', async () => {
    const shop = createTestShop()
    const { body: shelf } = await shop.call('POST /api/categories', {
      body: { name: { fr: 'Vaisselle' } },
    })
    const product = {
      status: 'active',
      title: { fr: 'Mug en grès bleu' },
      categoryIds: [shelf.categoryId],
      variants: [{ sku: 'MUG-Blue', price: { amount: 1490, currency: 'EUR' }, weightGrams: 350 }],
    }
    expect((await shop.call('POST /api/products', { body: product })).status).toBe(201)
    const catalogue = createCatalogue([])
    const freshness = createFreshness({
      catalogue,
      products: shop.products,
      trees: shop.trees,
      priceLists: shop.priceLists,
      productVendors: shop.productVendors,
      settings: createSearchSettings(shop.store),
      store: shop.store,
      live: createMemoryLive(),
      inventory: inventoryOf({ 'MUG-Blue': 7 }),
      log: silentLog(),
    })
    await shop.productVendors.create('ven_1', { status: 'approved', version: 3 })
    await freshness.refresh()
    expect(catalogue.sells({ vendorId: 'ven_1' })).toBe(true)
    expect(catalogue.available('MUG-Blue')).toBe(7)
    expect(catalogue.unknownStock()).toEqual([])
  })
})
