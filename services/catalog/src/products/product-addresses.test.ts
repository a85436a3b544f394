import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

let shop: ReturnType<typeof createTestShop>
let shelf: string

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', { body: { name: { en: 'Tableware' } } })
  shelf = body.categoryId
})

const mug = (slug: string, sku = 'MUG-1', over: object = {}) => ({
  ...{ slug, status: 'active', title: { en: 'Mug' }, categoryIds: [shelf] },
  variants: [{ sku, price: { amount: 1490, currency: 'EUR' }, weightGrams: 350 }],
  ...over,
})
async function create(...given: Parameters<typeof mug>): Promise<string> {
  const { status, body } = await shop.call('POST /api/products', { body: mug(...given) })
  expect(status).toBe(201)
  return body.productId
}
const rename = (id: string, slug: string) =>
  shop.call(`PUT /api/products/${id}`, { body: mug(slug) })
const read = async (id: string) =>
  (await shop.call(`GET /api/products/${id}`, { as: 'guest' })).body

describe('the addresses of a product', () => {
  it('all lead to it, and it says which one it has', async () => {
    const id = await create('mug')
    await rename(id, 'blue-mug')
    await rename(id, 'stoneware-mug')
    for (const slug of ['mug', 'Blue-Mug', 'stoneware-mug', id])
      expect(await read(slug)).toMatchObject({ productId: id, slug: 'stoneware-mug' })
    expect(Object.keys(await read(id))).not.toContain('formerSlugs')
  })

  it('lead to another product once that takes one that is free', async () => {
    const first = await create('mug')
    await rename(first, 'old-mug')
    shop.store.clock.nowMs += 61_000
    const second = await create('mug', 'MUG-2')
    expect(await read('mug')).toMatchObject({ productId: second })
    expect(await read('old-mug')).toMatchObject({ productId: first })
  })

  it('are taken back', async () => {
    const id = await create('mug')
    await rename(id, 'blue-mug')
    await rename(id, 'mug')
    expect(await read('mug')).toMatchObject({ slug: 'mug' })
    expect(await read('blue-mug')).toMatchObject({ slug: 'mug' })
  })
})

describe('products by their ids', () => {
  it('come in the order asked for, each once, without those that are not for sale', async () => {
    const a = await create('a', 'A')
    const b = await create('b', 'B', { visibility: 'unlisted' })
    await create('c', 'C', { status: 'draft' })
    const { body } = await shop.call(`GET /api/products?ids=${b}&ids=c&ids=nobody&ids=a&ids=${a}`, {
      as: 'guest',
    })
    expect(body.items.map((one: { slug: string }) => one.slug)).toEqual(['b', 'a'])
    expect(body.total).toBe(2)
  })

  it('are at most fifty', async () => {
    const ids = Array.from({ length: 51 }, (_, n) => `ids=p${n}`).join('&')
    expect((await shop.call(`GET /api/products?${ids}`)).status).toBe(400)
  })
})

describe('what a product says besides', () => {
  const safety = {
    manufacturer: {
      ...{ name: 'Atelier Kéroman', postalAddress: '1 quai Rohu, 56100 Lorient, France' },
      electronicAddress: 'securite@keroman.example',
    },
    warnings: { en: 'Not for the oven.' },
  }
  const seo = { title: { en: 'Stoneware mug' } }

  it('stays when it is left out, and goes with null', async () => {
    const id = await create('mug', 'MUG-1', { safety, seo })
    await rename(id, 'blue-mug')
    expect(await read(id)).toMatchObject({ safety, seo })
    const body = mug('blue-mug', 'MUG-1', { safety: null, seo: null })
    await shop.call(`PUT /api/products/${id}`, { body })
    expect(Object.keys(await read(id))).not.toContain('safety')
    expect(Object.keys(await read(id))).not.toContain('seo')
  })

  it('names who answers for it with an address that leads somewhere', async () => {
    const manufacturer = { ...safety.manufacturer, electronicAddress: 'javascript:alert(1)' }
    const { status, body } = await shop.call('POST /api/products', {
      body: mug('mug', 'MUG-1', { safety: { manufacturer } }),
    })
    expect(status).toBe(400)
    expect(body.errors[0].field).toContain('safety.manufacturer.electronicAddress')
  })
})
