import { silentLog } from '@comptoir/service/test/silent-log'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { createPublisher } from './publication.ts'

let shop: ReturnType<typeof createTestShop>
let shelf: string

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', { body: { name: { en: 'Tableware' } } })
  shelf = body.categoryId
})

const inOneHour = () => new Date(shop.store.clock.nowMs + 3_600_000).toISOString()
const mug = (over: object = {}) => ({
  ...{ slug: 'mug', title: { en: 'Mug' }, categoryIds: [shelf] },
  variants: [{ sku: 'MUG', price: { amount: 1490, currency: 'EUR' }, weightGrams: 350 }],
  ...over,
})
const publish = () => createPublisher({ ...shop, log: silentLog() })()
const seen = async () => (await shop.call('GET /api/products/mug', { as: 'guest' })).status

describe('a draft with a time', () => {
  it('is on sale once that comes, and told of once', async () => {
    await shop.call('POST /api/products', { body: mug({ publishAt: inOneHour() }) })
    await publish()
    expect(await seen()).toBe(404)
    shop.store.clock.nowMs += 3_600_000
    const told = shop.store.published.length
    await Promise.all([publish(), publish()])
    await publish()
    expect(await seen()).toBe(200)
    expect(shop.store.published.length).toBe(told + 1)
    const { body } = await shop.call('GET /api/products/mug')
    expect(body).toMatchObject({ status: 'active', publishedAt: expect.any(String) })
    expect(body.publishAt).toBeUndefined()
  })

  it('that is taken back stays a draft', async () => {
    const { body } = await shop.call('POST /api/products', {
      body: mug({ publishAt: inOneHour() }),
    })
    await shop.call(`PUT /api/products/${body.productId}`, { body: mug({ publishAt: null }) })
    shop.store.clock.nowMs += 7_200_000
    await publish()
    expect(await seen()).toBe(404)
  })

  it('stands in a category, and has none once it is on sale or archived', async () => {
    const nowhere = mug({ publishAt: inOneHour(), categoryIds: [] })
    const refused = await shop.call('POST /api/products', { body: nowhere })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'categoryIds' }] } })
    const { body } = await shop.call('POST /api/products', {
      body: mug({ publishAt: inOneHour() }),
    })
    await shop.call(`DELETE /api/products/${body.productId}`)
    shop.store.clock.nowMs += 7_200_000
    await publish()
    expect((await shop.call('GET /api/products/mug')).body.status).toBe('archived')
  })
})
