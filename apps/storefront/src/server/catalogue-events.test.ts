import { ProductUpdated } from '@comptoir/contracts/catalog/events'
import { broadcasts } from '@comptoir/contracts/subscriptions'
import { describe, expect, it } from 'vitest'
import { createCatalogueEvents } from './catalogue-events.ts'
import { createHearing } from './hearing.ts'
import { createPageMemory } from './pages/page-memory.ts'

function dropping() {
  const memory = createPageMemory({ maxBytes: 1_000_000 })
  const dropped: string[] = []
  const noting = {
    ...memory,
    drop: (tags: Iterable<string>) => dropped.push(...tags),
    dropAll: () => dropped.push('everything'),
  }
  const { broadcasts: handlers, missed } = createCatalogueEvents({ memory: noting, againMs: 5 })
  const tell = async (name: string, data: object) => {
    const found = handlers.find(({ definition }) => definition.name === name)
    await found?.handle(data, { id: '', type: '', subject: '', version: 1, time: '' })
  }
  return { dropped, tell, handlers, missed }
}

describe('facts of the catalogue', () => {
  it('drop the pages of the product and every list', async () => {
    const { dropped, tell } = dropping()
    await tell(ProductUpdated.name, { productId: 'prd_1', slug: 'x', skus: [], status: 'active' })
    expect(dropped).toEqual(['product:prd_1', 'search'])
  })

  it('drop them once more, when gateway and catalogue have surely forgotten what was', async () => {
    const { dropped, tell } = dropping()
    await tell(ProductUpdated.name, { productId: 'prd_1', slug: 'x', skus: [], status: 'active' })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(dropped).toEqual(['product:prd_1', 'search', 'product:prd_1', 'search'])
  })

  it('drop the pages that name a trader whose details changed', async () => {
    const { dropped, tell } = dropping()
    await tell('VendorDetailsChanged', { vendorId: 'ven_1', ownerId: 'usr_1', status: 'approved' })
    expect(dropped).toEqual(['vendor:ven_1'])
  })

  it('of stock drop pages only when what they say of it changes', async () => {
    const { dropped, tell } = dropping()
    for (const available of [40, 39, 4, 4, 3, 0])
      await tell('StockLevelChanged', {
        sku: 'MUG',
        available,
        level: available > 5 ? 'ok' : 'low',
      })
    expect(dropped).toEqual(['sku:MUG', 'sku:MUG', 'sku:MUG', 'sku:MUG'])
  })

  it('have a handler each that the sidecar subscribes to', () => {
    const { handlers } = dropping()
    // the host takes changes of settings
    const heard = broadcasts.storefront?.filter(({ name }) => name !== 'SettingsChanged')
    expect(handlers.map(({ definition }) => definition.type).toSorted()).toEqual(
      heard?.map(({ type }) => type).toSorted(),
    )
  })

  it('that were missed make every page again, when the sidecar is back', async () => {
    const { dropped, missed } = dropping()
    const statuses = [204, 204, 500, 204]
    const request = async () => ({ status: statuses.shift() ?? 0, headers: {}, body: Buffer.of() })
    const hearing = createHearing({ sidecar: { request }, missed })
    const heard: boolean[] = []
    for (let n = 0; n < 4; n++) {
      await hearing.check()
      heard.push(hearing.hears())
    }
    expect(heard).toEqual([true, true, false, true])
    expect(dropped).toEqual(['everything', 'everything'])
  })

  it('of stock are news again after facts were missed, though the level is the one known before', async () => {
    const { dropped, tell, missed } = dropping()
    const inStock = { sku: 'MUG', available: 40, level: 'ok' }
    await tell('StockLevelChanged', inStock)
    missed()
    await tell('StockLevelChanged', inStock)
    expect(dropped).toEqual(['sku:MUG', 'everything', 'sku:MUG'])
  })
})
