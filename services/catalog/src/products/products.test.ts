import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

type Shop = ReturnType<typeof createTestShop>
let shop: Shop
let shelf: string

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', {
    body: { name: { fr: 'Vaisselle', en: 'Tableware' } },
  })
  shelf = body.categoryId
})

const mug = (over: object = {}) => ({
  status: 'active',
  title: { fr: 'Mug en grès bleu', en: 'Blue stoneware mug' },
  categoryIds: [shelf],
  variants: [{ sku: 'MUG-1', price: { amount: 1490, currency: 'EUR' }, weightGrams: 350 }],
  ...over,
})
const create = (over: object = {}) => shop.call('POST /api/products', { body: mug(over) })

describe('writing products', () => {
  it('makes a slug from the title and shows the product at once', async () => {
    const created = await create()
    expect(created.status).toBe(201)
    expect(created.body.slug).toBe('mug-en-gres-bleu')
    const read = await shop.call('GET /api/products/mug-en-gres-bleu', { as: 'guest' })
    expect(read.body.title.en).toBe('Blue stoneware mug')
    expect(read.body.breadcrumbs.map((b: { slug: string }) => b.slug)).toEqual(['vaisselle'])
  })

  it('is for staff only', async () => {
    const asCustomer = await shop.call('POST /api/products', { as: 'customer', body: mug() })
    const asGuest = await shop.call('POST /api/products', { as: 'guest', body: mug() })
    expect([asCustomer.status, asGuest.status]).toEqual([403, 401])
  })

  it('refuses a price of nothing, an unknown category and an active product without one', async () => {
    const free = await create({
      variants: [{ sku: 'A', price: { amount: 0, currency: 'EUR' }, weightGrams: 1 }],
    })
    const unknown = await create({ categoryIds: ['cat_404'] })
    const nowhere = await create({ categoryIds: [] })
    expect([free.status, unknown.status, nowhere.status]).toEqual([400, 400, 400])
    expect(unknown.body.errors[0].code).toBe('unknown_category')
  })

  it('refuses a SKU that another product has, whatever its case', async () => {
    await create()
    const second = await create({
      slug: 'other',
      variants: [{ sku: 'mug-1', price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }],
    })
    expect(second.status).toBe(409)
    expect(second.body.code).toBe('already_exists')
  })

  it('adds the SKU to a slug made from a title that is taken', async () => {
    await create()
    const second = await create({
      variants: [{ sku: 'MUG-2', price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }],
    })
    expect(second.body.slug).toBe('mug-en-gres-bleu-mug-2')
  })

  it('takes over the keys of a product that never came, after a minute', async () => {
    await shop.keys.claim('sku', 'MUG-1', 'prd_lost')
    expect((await create()).status).toBe(409)
    shop.store.clock.nowMs += 61_000
    expect((await create()).status).toBe(201)
  })

  it('changes nothing when the input is equal: no version, no event', async () => {
    const { body } = await create()
    const before = shop.store.published.length
    const again = await shop.call(`PUT /api/products/${body.productId}`, { body: mug() })
    expect(again.body.version).toBe(body.version)
    expect(shop.store.published.length).toBe(before)
  })

  it('refuses a change of a version that is not the current one', async () => {
    const { body } = await create()
    const put = (tag: string) =>
      shop.call(`PUT /api/products/${body.productId}`, {
        body: mug({ brand: tag }),
        headers: { 'if-match': tag },
      })
    expect((await put('"99"')).status).toBe(412)
    expect((await put(`"${body.version}"`)).status).toBe(200)
  })

  it('tells of a changed price and keeps the history', async () => {
    const { body } = await create()
    const cheaper = [{ sku: 'MUG-1', price: { amount: 990, currency: 'EUR' }, weightGrams: 350 }]
    await shop.call(`PUT /api/products/${body.productId}`, { body: mug({ variants: cheaper }) })
    const types = shop.store.published.map(({ type }) => type)
    expect(types).toContain('comptoir.catalog.price-changed.v1')
    const read = await shop.call(`GET /api/products/${body.productId}`)
    expect(
      read.body.priceHistory.map((p: { price: { amount: number } }) => p.price.amount),
    ).toEqual([1490, 990])
  })

  it('archives on delete: gone from lists, still there for its link', async () => {
    const { body } = await create()
    expect((await shop.call(`DELETE /api/products/${body.productId}`)).status).toBe(204)
    const list = await shop.call('GET /api/products', { as: 'guest' })
    const read = await shop.call(`GET /api/products/${body.productId}`, { as: 'guest' })
    expect(list.body.total).toBe(0)
    expect(read.body.status).toBe('archived')
  })

  it('does not make a draft of what was for sale', async () => {
    const { body } = await create()
    const back = await shop.call(`PUT /api/products/${body.productId}`, {
      body: mug({ status: 'draft' }),
    })
    expect([back.status, back.body.code]).toEqual([409, 'transition_refused'])
  })
})

describe('products by external id', () => {
  const put = (over: object = {}) =>
    shop.call('PUT /api/products/by-external-id/old-7', { body: mug(over) })

  it('creates, then changes nothing, then updates', async () => {
    const first = await put()
    const events = shop.store.published.length
    const second = await put()
    expect(shop.store.published.length).toBe(events)
    const third = await put({ brand: 'Atelier' })
    const outcomes = [first, second, third].map(({ body }) => body.outcome)
    expect(outcomes).toEqual(['created', 'unchanged', 'updated'])
    expect(third.body.productId).toBe(first.body.productId)
  })

  it('reads what it wrote, drafts too, for staff alone', async () => {
    await put({ status: 'draft' })
    const read = (as: 'staff' | 'customer' | 'guest', id = 'old-7') =>
      shop.call(`GET /api/products/by-external-id/${id}`, { as })
    const found = await read('staff')
    expect(found.body).toMatchObject({ externalId: 'old-7', status: 'draft' })
    expect(found.headers.get('cache-control')).toBe('private, no-store')
    const refused = await Promise.all([read('staff', 'old-8'), read('customer'), read('guest')])
    expect(refused.map(({ status }) => status)).toEqual([404, 403, 401])
  })

  it('finishes what a crash left between its key and its product', async () => {
    await shop.keys.adopt('old-7', 'prd_lost')
    const { body } = await put()
    expect(body).toMatchObject({ outcome: 'created', productId: 'prd_lost' })
  })
})

describe('what shoppers may see', () => {
  it('hides drafts from lists, links and search', async () => {
    const { body } = await create({ status: 'draft' })
    const list = await shop.call('GET /api/products?q=mug', { as: 'customer' })
    const read = await shop.call(`GET /api/products/${body.productId}`, { as: 'customer' })
    expect(list.body.total).toBe(0)
    expect(read.status).toBe(404)
  })

  it('lists other states for staff alone', async () => {
    await create({ status: 'draft' })
    const asStaff = await shop.call('GET /api/products?status=draft&q=gres')
    const asCustomer = await shop.call('GET /api/products?status=draft', { as: 'customer' })
    expect(asStaff.body.total).toBe(1)
    expect(asCustomer.status).toBe(403)
  })

  it('answers 304 while nothing changed, and 200 after a change of stock', async () => {
    await create()
    const first = await shop.call('GET /api/products')
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await shop.call('GET /api/products', { headers })).status).toBe(304)
    shop.catalogue.updateStock({ sku: 'MUG-1', available: 3, version: 1 })
    const after = await shop.call('GET /api/products', { headers })
    expect(after.body.items[0]).toMatchObject({ available: 3, inStock: true })
  })

  it('ignores a level of stock older than the one it knows', async () => {
    await create()
    shop.catalogue.updateStock({ sku: 'MUG-1', available: 3, version: 5 })
    shop.catalogue.updateStock({ sku: 'MUG-1', available: 9, version: 4 })
    shop.catalogue.fillStock('MUG-1', 12)
    const { body } = await shop.call('GET /api/products')
    expect(body.items[0].available).toBe(3)
  })
})

describe('a list', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 5; n++) {
      await create({
        slug: `mug-${n}`,
        brand: n % 2 ? 'Odd' : 'Even',
        attributes: { colour: n < 4 ? 'blue' : 'red' },
        variants: [{ sku: `M-${n}`, price: { amount: n * 100, currency: 'EUR' }, weightGrams: 1 }],
      })
    }
  })
  const list = async (query: string) => (await shop.call(`GET /api/products?${query}`)).body
  const slugs = async (query: string) =>
    (await list(query)).items.map(({ slug }: { slug: string }) => slug)

  it('comes in pages with the total, empty far beyond the last', async () => {
    const last = await list('page=3&limit=2&sort=price')
    expect([last.total, last.pages, last.items.length]).toEqual([5, 3, 1])
    expect((await list('page=999999')).items).toEqual([])
  })

  it('is ordered and filtered by price, brand and attributes', async () => {
    expect(await slugs('sort=-price&limit=2')).toEqual(['mug-5', 'mug-4'])
    expect(await slugs('minPrice=200&maxPrice=300&sort=price')).toEqual(['mug-2', 'mug-3'])
    expect(await slugs('brand=Even&attr.colour=red')).toEqual(['mug-4'])
    expect(await slugs('attr.colour=red&attr.colour=blue&brand=Odd&sort=price')).toHaveLength(3)
  })

  it('counts the alternatives of what is chosen', async () => {
    const { facets } = await list('attr.colour=red')
    expect(facets.attributes[0].values).toEqual([
      { value: 'blue', count: 3 },
      { value: 'red', count: 2 },
    ])
    expect(facets.brands.map(({ count }: { count: number }) => count)).toEqual([1, 1])
  })

  it('refuses pages and limits that make no sense', async () => {
    const asked = ['page=0', 'limit=1000', 'sort=best', 'minPrice=-1', 'inStock=perhaps']
    const answers = await Promise.all(asked.map((query) => shop.call(`GET /api/products?${query}`)))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
  })
})

describe('variants for other services', () => {
  const lookup = (caller: string, skus: string[]) =>
    shop.call('POST /internal/variants/lookup', {
      as: 'guest',
      body: { skus },
      headers: { 'dapr-api-token': 'app-token', 'dapr-caller-app-id': caller },
    })

  it('answers the known ones with what makes a line', async () => {
    await create()
    const { body } = await lookup('carts', ['MUG-1', 'NONE'])
    expect(body.variants).toHaveLength(1)
    expect(body.variants[0]).toMatchObject({ sku: 'MUG-1', taxClass: 'standard', active: true })
  })

  it('says the brand, and the categories with every one above them', async () => {
    const { body: cups } = await shop.call('POST /api/categories', {
      body: { name: { fr: 'Tasses' }, parentId: shelf },
    })
    await create({ brand: 'Grès', categoryIds: [cups.categoryId, shelf] })
    const { body } = await lookup('orders', ['MUG-1'])
    expect(body.variants[0]).toMatchObject({ brand: 'Grès', categoryIds: [shelf, cups.categoryId] })
  })

  it('refuses a caller that is not on its list', async () => {
    expect((await lookup('billing', ['MUG-1'])).status).toBe(403)
  })
})

describe('the tax class of a product', () => {
  const books = () => mug({ taxClass: 'books' })

  it('is one that billing has a rate for: others are refused with those there are', async () => {
    const created = await shop.call('POST /api/products', { body: books() })
    const put = await shop.call('PUT /api/products/by-external-id/77', { body: books() })
    for (const { status, body } of [created, put]) {
      expect([status, body.errors, body.taxClasses]).toMatchObject([
        400,
        [{ field: 'taxClass', code: 'unknown_tax_class' }],
        ['standard', 'reduced'],
      ])
    }
    const { body: known } = await shop.call('POST /api/products', { body: mug() })
    const changed = await shop.call(`PUT /api/products/${known.productId}`, { body: books() })
    expect([changed.status, changed.body.errors[0].field]).toEqual([400, 'taxClass'])
  })

  it('cannot be checked while billing does not answer: come again', async () => {
    shop.loseBilling()
    const { status, headers } = await shop.call('POST /api/products', { body: mug() })
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
  })
})

describe('the highest price', () => {
  it.each([100_000_000, 9_999_999_999_999, 0, -500])('refuses %i, naming it', async (amount) => {
    const variants = [{ sku: 'LAMP', price: { amount, currency: 'EUR' }, weightGrams: 1 }]
    const { status, body } = await shop.call('POST /api/products', { body: mug({ variants }) })
    expect([status, body.errors[0].field]).toEqual([400, 'variants.0.price.amount'])
  })
})
