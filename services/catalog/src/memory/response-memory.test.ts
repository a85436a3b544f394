import { type Listener, listen } from '@comptoir/service/http/listen'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { createResponseMemory } from './response-memory.ts'

let shop: ReturnType<typeof createTestShop>
let listener: Listener
let productId: string

const mug = (over: object = {}) => ({
  status: 'active',
  title: { en: 'Blue stoneware mug' },
  variants: [{ sku: 'MUG-1', price: { amount: 1490, currency: 'EUR' }, weightGrams: 350 }],
  ...over,
})

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', { body: { name: { en: 'Tableware' } } })
  const made = await shop.call('POST /api/products', {
    body: mug({ categoryIds: [body.categoryId] }),
  })
  productId = made.body.productId
  listener = await listen(shop.app, { port: 0, host: '127.0.0.1' })
})
afterEach(() => listener.close())

async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`http://127.0.0.1:${listener.port}${path}`, { headers })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : {} }
}

/** Reads until it comes from memory. */
async function readKept(path: string) {
  await read(path)
  return await read(path)
}

describe('answers of the catalogue responses in memory', () => {
  it('are those that the route gives', async () => {
    for (const path of [
      '/api/products?limit=5',
      '/api/search?q=mug',
      `/api/products/${productId}`,
    ]) {
      const first = await read(path)
      const second = await read(path)
      expect(second.body).toEqual(first.body)
      expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
      expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))
    }
  })

  it('are forgotten when a product changes', async () => {
    expect((await readKept('/api/products')).body.items[0].price.amount).toBe(1490)
    const tag = (await read('/api/products')).headers.get('etag') ?? ''
    expect((await read('/api/products', { 'if-none-match': tag })).status).toBe(304)
    await shop.call(`PUT /api/products/${productId}`, {
      headers: { 'if-match': '*' },
      body: mug({
        categoryIds: (await read(`/api/products/${productId}`)).body.categoryIds,
        variants: [{ sku: 'MUG-1', price: { amount: 990, currency: 'EUR' }, weightGrams: 350 }],
      }),
    })
    expect((await read('/api/products')).body.items[0].price.amount).toBe(990)
    expect((await read('/api/products', { 'if-none-match': tag })).status).toBe(200)
    expect((await read(`/api/products/${productId}`)).body.variants[0].price.amount).toBe(990)
  })

  it('are forgotten when stock changes, also for who holds the answer', async () => {
    const before = await readKept(`/api/products/${productId}`)
    expect(before.body.inStock).toBe(false)
    const held = { 'if-none-match': before.headers.get('etag') ?? '' }
    expect((await read(`/api/products/${productId}`, held)).status).toBe(304)
    shop.catalogue.updateStock({ sku: 'MUG-1', available: 3, version: 1 })
    const after = await read(`/api/products/${productId}`, held)
    expect([after.status, after.body.inStock]).toEqual([200, true])
  })

  it('hide what is no longer for everyone', async () => {
    expect((await readKept(`/api/products/${productId}`)).status).toBe(200)
    const { body } = await read(`/api/products/${productId}`)
    const draft = mug({ status: 'draft', categoryIds: body.categoryIds })
    shop.catalogue.put({
      id: productId,
      version: 99,
      data: { ...(shop.catalogue.lookUp(productId)?.data as object), ...draft } as never,
    })
    expect((await read(`/api/products/${productId}`)).status).toBe(404)
  })

  it('are never what staff see', async () => {
    const headers = await shop.staff
    const asStaff = await read(`/api/products/${productId}`, {
      authorization: String(headers.authorization),
    })
    expect(asStaff.body.priceHistory).toHaveLength(1)
    expect((await readKept(`/api/products/${productId}`)).body.priceHistory).toBeUndefined()
    await read('/api/products?status=all', { authorization: String(headers.authorization) })
    expect((await read('/api/products?status=all')).status).toBe(401)
  })
})

it('keeps no more bytes than it may', () => {
  const responses = createResponseMemory({ epoch: () => 1 }, { answers: 100, bytes: 250 })
  const keep = (target: string) =>
    responses.remember(target, () => ({ route: '/', headers: {}, text: 'x'.repeat(100) }))
  for (const target of ['/a', '/b']) keep(target)
  expect(responses.find('/a')).toBeDefined()
  keep('/c')
  expect(['/a', '/b', '/c'].map((target) => responses.find(target) !== undefined)).toEqual([
    ...[false, false, true],
  ])
})
