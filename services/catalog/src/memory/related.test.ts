import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

let shop: ReturnType<typeof createTestShop>
let shelves: Record<string, string>

beforeEach(async () => {
  shop = createTestShop()
  shelves = {}
  for (const name of ['tableware', 'lamps']) {
    const { body } = await shop.call('POST /api/categories', { body: { name: { en: name } } })
    shelves[name] = body.categoryId
  }
})

async function sell(slug: string, shelf: string, over: object = {}): Promise<void> {
  const body = {
    ...{ slug, status: 'active', title: { en: slug }, categoryIds: [shelves[shelf]] },
    variants: [{ sku: slug, price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }],
    ...over,
  }
  expect((await shop.call('POST /api/products', { body })).status).toBe(201)
  stock(slug, 5)
}
let version = 0
function stock(sku: string, available: number): void {
  shop.catalogue.updateStock({ sku, available, version: ++version })
}
async function relatedTo(slug: string, query = ''): Promise<string[]> {
  const { body } = await shop.call(`GET /api/products/${slug}/related${query}`, { as: 'guest' })
  return body.items.map((one: { slug: string }) => one.slug)
}

describe('related products', () => {
  it('have something in common, the rarest first, and are never the product itself', async () => {
    await sell('mug', 'tableware', { brand: 'Kéroman', attributes: { madeIn: 'France' } })
    await sell('bowl', 'tableware', { brand: 'Kéroman' })
    await sell('plate', 'tableware')
    await sell('lantern', 'lamps')
    expect(await relatedTo('mug')).toEqual(['bowl', 'plate'])
    expect(await relatedTo('mug', '?limit=1')).toEqual(['bowl'])
    expect(await relatedTo('lantern')).toEqual([])
  })

  it('that are sold out come last', async () => {
    await sell('mug', 'tableware', { brand: 'Kéroman' })
    await sell('bowl', 'tableware', { brand: 'Kéroman' })
    await sell('plate', 'tableware')
    await sell('lantern', 'lamps')
    stock('bowl', 0)
    expect(await relatedTo('mug')).toEqual(['plate', 'bowl'])
  })

  it('show neither drafts nor what is unlisted, and a draft has none', async () => {
    await sell('mug', 'tableware')
    await sell('bowl', 'tableware', { visibility: 'unlisted' })
    await sell('plate', 'tableware', { status: 'draft' })
    await sell('lantern', 'lamps')
    expect(await relatedTo('mug')).toEqual([])
    expect(await relatedTo('bowl')).toEqual([])
    const draft = await shop.call('GET /api/products/plate/related', { as: 'guest' })
    expect(draft.status).toBe(404)
  })
})
