import { listen } from '@comptoir/service/http/listen'
import { type Context, Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createTestShop } from '../../../services/catalog/test/catalog-app.ts'
import { createTestPromotions } from '../../../services/promotions/test/promotions-app.ts'
import { createSupportApp } from '../../../services/support/test/support-app.ts'
import { readDemoReplies } from './demo-canned-replies.ts'
import { readDemoPriceLists } from './demo-price-lists.ts'
import { detailOf, readDemoShop, readPicture } from './demo-shop.ts'
import { seedDemoShop } from './seed.ts'

/** The catalogue in memory behind a port, with as much of accounts and inventory as seeding needs. */
async function startShop() {
  const { app, staff, catalogue, priceLists, store } = createTestShop()
  const token = (await staff)['authorization']?.replace('Bearer ', '')
  const levels = new Map<string, number>()
  const front = new Hono()
  front.post('/api/auth/login', (c) => c.json({ accessToken: token, expiresInSeconds: 900 }))
  front.put('/api/stock', async (c) => {
    const { items } = (await c.req.json()) as { items: { sku: string; onHand: number }[] }
    for (const { sku, onHand } of items) levels.set(sku, onHand)
    return c.json({ items: [] })
  })
  const promotions = createTestPromotions()
  const askPromotions = async (c: Context) => {
    const headers = { ...(await promotions.staffHeaders()), 'content-type': 'application/json' }
    return await promotions.app.fetch(new Request(c.req.raw, { headers }))
  }
  front.all('/api/promotions', askPromotions)
  front.all('/api/promotions/*', askPromotions)
  const support = createSupportApp()
  front.all('/api/support/*', async (c) => {
    const headers = { ...(await support.headersOf('sam')), 'content-type': 'application/json' }
    return await support.app.fetch(new Request(c.req.raw, { headers }))
  })
  front.all('*', (c) => app.fetch(c.req.raw))
  const listener = await listen(front, { port: 0, host: '127.0.0.1' })
  const seed = () =>
    seedDemoShop({
      gatewayUrl: `http://127.0.0.1:${listener.port}`,
      admin: { email: 'admin@comptoir.example', password: 'any' },
      progress: () => {},
    })
  return {
    shelves: async () => {
      const answer = await app.request('/api/categories')
      return ((await answer.json()) as { items: { imagePath?: string }[] }).items
    },
    ...{ seed, catalogue, priceLists, promotions, support, store, levels },
    close: listener.close,
  }
}

describe('the demo shop', () => {
  const { products, categories, makers } = readDemoShop()

  it('has two dozen products in two languages, each drawn, in categories that exist', () => {
    const known = categories.map(({ slug }) => slug)
    expect(products).toHaveLength(24)
    for (const product of products) {
      expect(readPicture(product.key)).toMatch(/^<svg [^>]*viewBox="0 0 800 1000"/)
      expect(detailOf(readPicture(product.key))).toMatch(/^<svg [^>]*viewBox="\d+ \d+ \d+ \d+"/)
      expect(known).toEqual(expect.arrayContaining(product.categories))
      expect(Object.keys(makers)).toContain(product.brand)
    }
  })

  it('is loaded once, with pictures and stock, and stays as it is the second time', async () => {
    const shop = await startShop()
    try {
      await shop.seed()
      const documents = products.map(({ key }) => shop.catalogue.lookUp(key))
      expect(documents.every((document) => document?.data.images.length === 2)).toBe(true)
      const shelves = await shop.shelves()
      expect(shelves.map(({ imagePath }) => imagePath !== undefined)).toEqual(
        categories.map(() => true),
      )
      expect(shop.levels.size).toBe(products.flatMap(({ variants }) => variants).length)
      for (const { priceListId, entries } of readDemoPriceLists()) {
        const list = await shop.priceLists.get(priceListId)
        expect(list?.data.entries).toHaveLength(entries.length)
      }
      const sale = await shop.priceLists.get('soldes-hiver-2027')
      expect(sale?.data.startsAt).toBe('2027-01-13T07:00:00.000Z')
      const statuses = async () => {
        const { body } = await shop.promotions.call('GET /api/promotions')
        return body.items.map((one: { status: string }) => one.status)
      }
      expect(await statuses()).toEqual(['draft', 'active'])
      await shop.promotions.call('POST /api/promotions/promo_1/archive')
      const titles = async () => {
        const { body } = await shop.support.call('GET /api/support/canned-replies', { as: 'ines' })
        return body.items.map((one: { title: string }) => one.title)
      }
      expect((await titles()).toSorted()).toEqual(
        readDemoReplies()
          .map(({ title }) => title)
          .toSorted(),
      )
      const reply = { title: 'Salut', text: { fr: 'Salut.' } }
      const hello = 'PUT /api/support/canned-replies/hello'
      await shop.support.call(hello, { as: 'sam', body: reply })
      const events = shop.store.published.length
      await shop.seed()
      expect(await statuses()).toEqual(['draft', 'archived'])
      expect(await titles()).toContain('Salut')
      expect(shop.store.published.length).toBe(events)
    } finally {
      await shop.close()
    }
  }, 60_000)
})
