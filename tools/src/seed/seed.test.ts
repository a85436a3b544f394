import { VendorApproved } from '@comptoir/contracts/admin/events'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { listen } from '@comptoir/service/http/listen'
import { type Context, Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../../services/admin/test/admin-app.ts'
import { createSubscribers } from '../../../services/catalog/src/subscribers.ts'
import { createTestShop } from '../../../services/catalog/test/catalog-app.ts'
import { createMemorySold } from '../../../services/catalog/test/memory-sold.ts'
import { createTestPromotions } from '../../../services/promotions/test/promotions-app.ts'
import { createSupportApp } from '../../../services/support/test/support-app.ts'
import { readDemoReplies } from './demo-canned-replies.ts'
import { readDemoPriceLists } from './demo-price-lists.ts'
import { detailOf, readDemoShop, readPicture } from './demo-shop.ts'
import { readDemoVendor } from './demo-vendor.ts'
import { seedDemoShop } from './seed.ts'

const people = {
  admin: { email: 'admin@comptoir.example', password: 'any' },
  vendor: { email: 'vendor@comptoir.example', password: 'any' },
  agent: { email: 'agent@comptoir.example', password: 'any' },
}

/** As much of accounts as seeding needs; an email is its own token, but of the admin. */
function fakeAccounts(front: Hono, adminToken: string) {
  const known = new Set([people.admin.email])
  const roles = new Map<string, string[]>()
  const session = (email: string) => ({
    accessToken: email === people.admin.email ? adminToken : email,
    expiresInSeconds: 900,
  })
  const emailIn = async (c: Context) => ((await c.req.json()) as { email: string }).email
  const bearerOf = (c: Context) => c.req.header('authorization')?.replace('Bearer ', '') ?? ''
  front.post('/api/auth/login', async (c) => {
    const email = await emailIn(c)
    const problem = { type: 'about:blank', title: 'Unknown', status: 401 }
    const code = 'invalid_credentials'
    return known.has(email) ? c.json(session(email)) : c.json({ ...problem, code }, 401)
  })
  front.post('/api/auth/register', async (c) => {
    const email = await emailIn(c)
    known.add(email)
    return c.json(session(email), 201)
  })
  front.get('/api/me', (c) =>
    c.json({ userId: bearerOf(c), roles: roles.get(bearerOf(c)) ?? ['customer'] }),
  )
  front.put('/api/users/:userId/roles', async (c) => {
    roles.set(c.req.param('userId'), ((await c.req.json()) as { roles: string[] }).roles)
    return c.json({})
  })
  return { known, roles, bearerOf }
}

/** The catalogue in memory behind a port, with as much of the other services as seeding needs. */
async function startShop() {
  const shop = createTestShop()
  const { app, staff, catalogue, priceLists, store } = shop
  const token = (await staff)['authorization']?.replace('Bearer ', '') ?? ''
  const levels = new Map<string, number>()
  const front = new Hono()
  const accounts = fakeAccounts(front, token)
  const admin = createAdminApp()
  const askAdmin = async (c: Context) => {
    const isAdmin = accounts.bearerOf(c) === token
    const user = isAdmin ? { id: 'usr_ada', roles: ['admin' as const] } : { id: 'usr_odile' }
    const headers = { ...(await admin.headersFor(user)), 'content-type': 'application/json' }
    return await admin.app.fetch(new Request(c.req.raw, { headers }))
  }
  front.all('/api/vendors', askAdmin)
  front.all('/api/vendors/*', askAdmin)
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
  /** Catalog hears of vendors once it has refused a product of one: events take their time. */
  const hearOfVendors = async () => {
    const { productVendors, clock } = shop
    const deps = { live: createMemoryLive(), productVendors, soldUnits: createMemorySold(), clock }
    const handler = createSubscribers(deps).find(({ definition }) => definition === VendorApproved)
    const { body } = await admin.ask('GET /api/vendors', { as: 'admin' })
    for (const { vendorId, ownerId, status, commissionBps, version } of body.items) {
      const meta = { id: vendorId, type: VendorApproved.type, subject: vendorId, version, time: '' }
      await handler?.handle({ vendorId, ownerId, status, commissionBps }, meta)
      const document = await productVendors.get(vendorId)
      if (document) catalogue.putVendor(document)
    }
  }
  front.all('*', async (c) => {
    const answer = await app.fetch(c.req.raw)
    if (answer.status === 400) await hearOfVendors()
    return answer
  })
  const listener = await listen(front, { port: 0, host: '127.0.0.1' })
  const { admin: whoSeeds, ...others } = people
  const seed = () =>
    seedDemoShop({
      gatewayUrl: `http://127.0.0.1:${listener.port}`,
      ...{ admin: whoSeeds, people: others, progress: () => {} },
    })
  return {
    shelves: async () => {
      const answer = await app.request('/api/categories')
      return ((await answer.json()) as { items: { imagePath?: string }[] }).items
    },
    ...{ seed, catalogue, priceLists, promotions, support, store, levels, admin, accounts },
    close: listener.close,
  }
}

describe('the demo shop', () => {
  const { products, categories, makers } = readDemoShop()

  it('has two dozen products in two languages, each drawn, in categories that exist, and three of a vendor', () => {
    const known = categories.map(({ slug }) => slug)
    const { application, products: ofVendor } = readDemoVendor()
    const makersKnown = [...Object.keys(makers), application.name]
    expect([products.length, ofVendor.length]).toEqual([24, 3])
    for (const product of [...products, ...ofVendor]) {
      expect(readPicture(product.key)).toMatch(/^<svg [^>]*viewBox="0 0 800 1000"/)
      expect(detailOf(readPicture(product.key))).toMatch(/^<svg [^>]*viewBox="\d+ \d+ \d+ \d+"/)
      expect(known).toEqual(expect.arrayContaining(product.categories))
      expect(makersKnown).toContain(product.brand)
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
      const { products: ofVendor } = readDemoVendor()
      const all = [...products, ...ofVendor]
      expect(shop.levels.size).toBe(all.flatMap(({ variants }) => variants).length)
      const { body: vendors } = await shop.admin.ask('GET /api/vendors', { as: 'admin' })
      expect(vendors.items).toMatchObject([{ status: 'approved', commissionBps: 1_200 }])
      const [{ vendorId }] = vendors.items
      for (const { key } of ofVendor)
        expect(shop.catalogue.lookUp(key)?.data).toMatchObject({ vendorId, images: [{}, {}] })
      expect([...shop.accounts.roles]).toEqual([[people.agent.email, ['support']]])
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
      await shop.admin.ask(`POST /api/vendors/${vendorId}/suspend`, {
        ...{ as: 'admin', body: { reason: 'a test' } },
      })
      await shop.seed()
      const { body: left } = await shop.admin.ask('GET /api/vendors', { as: 'admin' })
      expect(left.items).toMatchObject([{ vendorId, status: 'suspended' }])
      expect(await statuses()).toEqual(['draft', 'archived'])
      expect(await titles()).toContain('Salut')
      expect(shop.store.published.length).toBe(events)
    } finally {
      await shop.close()
    }
  }, 120_000)
})
