import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

let shop: ReturnType<typeof createTestShop>
let home: string
let kitchen: string

beforeEach(async () => {
  shop = createTestShop()
  home = await add('Home')
  kitchen = await add('Kitchen', home)
})

async function add(name: string, parentId?: string): Promise<string> {
  const { body } = await shop.call('POST /api/categories', {
    body: { name: { en: name }, parentId },
  })
  return body.categoryId
}

async function sell(sku: string, categoryIds: string[]): Promise<string> {
  const { body } = await shop.call('POST /api/products', {
    body: {
      status: 'active',
      title: { en: `Thing ${sku}` },
      categoryIds,
      variants: [{ sku, price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }],
    },
  })
  return body.productId
}

const list = async (query: string) => (await shop.call(`GET /api/products?${query}`)).body

describe('categories', () => {
  it('answers the tree, the way down, and how many products are in each', async () => {
    await sell('A', [kitchen])
    const tree = await shop.call('GET /api/categories?tree=1', { as: 'guest' })
    expect(tree.body.items[0].children[0]).toMatchObject({ slug: 'kitchen', productCount: 1 })
    expect(tree.body.items[0].productCount).toBe(1)
    const one = await shop.call('GET /api/categories/kitchen', { as: 'guest' })
    expect(one.body.breadcrumbs.map((b: { slug: string }) => b.slug)).toEqual(['home', 'kitchen'])
  })

  it('lists the products of a category with those below, each once', async () => {
    await sell('A', [kitchen, home])
    await sell('B', [home])
    expect((await list('category=home')).total).toBe(2)
    expect((await list('category=kitchen')).total).toBe(1)
    expect((await list('category=nowhere')).total).toBe(0)
  })

  it('are found by the slugs that they had, until another one takes them', async () => {
    await sell('A', [kitchen])
    await shop.call(`PUT /api/categories/${kitchen}`, {
      body: { name: { en: 'Kitchen' }, slug: 'cooking' },
    })
    const { body } = await shop.call('GET /api/categories/kitchen', { as: 'guest' })
    expect(body).toMatchObject({ categoryId: kitchen, slug: 'cooking', path: '/home/cooking' })
    expect(Object.keys(body)).not.toContain('formerSlugs')
    expect((await list('category=kitchen')).total).toBe(1)
    const other = await add('Kitchen')
    const now = await shop.call('GET /api/categories/kitchen', { as: 'guest' })
    expect(now.body.categoryId).toBe(other)
  })

  it('keep their texts when these are left out, and lose them with null', async () => {
    const texts = { description: { en: 'Pots and pans.' }, seo: { title: { en: 'Pots' } } }
    const put = (body: object) =>
      shop.call(`PUT /api/categories/${kitchen}`, { body: { name: { en: 'Kitchen' }, ...body } })
    await put(texts)
    expect((await put({ position: 7 })).body).toMatchObject(texts)
    const { body } = await put({ description: null, seo: null })
    expect(body.description).toBeUndefined()
    expect(body.seo).toBeUndefined()
  })

  it('shows products where their category moved to', async () => {
    await sell('A', [kitchen])
    const garden = await add('Garden')
    await shop.call(`POST /api/categories/${kitchen}/move`, { body: { parentId: garden } })
    expect((await list('category=garden')).total).toBe(1)
    expect((await list('category=home')).total).toBe(0)
  })

  it('finds products by the new name of their category', async () => {
    await sell('A', [kitchen])
    await shop.call(`PUT /api/categories/${kitchen}`, { body: { name: { en: 'Cookery' } } })
    expect((await list('q=cookery')).total).toBe(1)
  })

  it('refuses a cycle', async () => {
    const { status, body } = await shop.call(`POST /api/categories/${home}/move`, {
      body: { parentId: kitchen },
    })
    expect([status, body.code]).toEqual([409, 'transition_refused'])
  })

  it('refuses to delete what is not empty, unless its content has a place to go', async () => {
    await sell('A', [kitchen])
    const refused = await shop.call(`DELETE /api/categories/${kitchen}`)
    expect([refused.status, refused.body.code]).toEqual([409, 'category_not_empty'])
    const withChildren = await shop.call(`DELETE /api/categories/${home}`)
    expect(withChildren.status).toBe(409)
    const moved = await shop.call(`DELETE /api/categories/${kitchen}?reassignTo=home`)
    expect(moved.status).toBe(204)
    expect((await list('category=home')).items[0].categoryIds).toEqual([home])
    expect((await shop.call(`GET /api/categories/${kitchen}`)).status).toBe(404)
  })

  it('is changed by staff alone, and in the version that was read', async () => {
    const guest = await shop.call('POST /api/categories', {
      as: 'guest',
      body: { name: { en: 'X' } },
    })
    const stale = await shop.call(`PUT /api/categories/${kitchen}`, {
      body: { name: { en: 'X' } },
      headers: { 'if-match': '"7"' },
    })
    expect([guest.status, stale.status]).toEqual([401, 412])
  })
})

describe('search routes', () => {
  it('suggests categories, then products, in the language asked for', async () => {
    await sell('A', [kitchen])
    const { body } = await shop.call('GET /api/search/suggest?q=kitch&locale=en', { as: 'guest' })
    expect(body.suggestions.map((s: { kind: string }) => s.kind)).toEqual(['category', 'product'])
  })

  it('answers the same at both of its addresses', async () => {
    await sell('A', [kitchen])
    const search = await shop.call('GET /api/search?q=thing', { as: 'guest' })
    expect(search.body).toEqual(await list('q=thing'))
    expect(search.body.facets.categories.map((c: { slug: string }) => c.slug)).toEqual([
      'home',
      'kitchen',
    ])
  })

  it('lets staff, and no one else, change the synonyms', async () => {
    await sell('A', [kitchen])
    const body = { groups: [['truc', 'thing']] }
    const denied = await shop.call('PUT /api/search/synonyms', { as: 'customer', body })
    expect(denied.status).toBe(403)
    expect((await list('q=truc')).total).toBe(0)
    await shop.call('PUT /api/search/synonyms', { body })
    expect((await list('q=truc')).total).toBe(1)
    expect((await shop.call('GET /api/search/synonyms')).body).toEqual(body)
  })
})

describe('names that every object has', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

  it.each(names)('are no categories: %s', async (name) => {
    const content = { name: { en: 'Odd' } }
    const answers = [
      await shop.call(`GET /api/categories/${name}`, { as: 'guest' }),
      await shop.call(`PUT /api/categories/${name}`, { body: content }),
      await shop.call(`POST /api/categories/${name}/move`, { body: { parentId: home } }),
      await shop.call(`POST /api/categories/${kitchen}/move`, { body: { parentId: name } }),
      await shop.call('POST /api/categories', { body: { ...content, parentId: name } }),
      await shop.call(`DELETE /api/categories/${name}`),
      await shop.call(`DELETE /api/categories/${home}?reassignTo=${name}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    expect((await list(`category=${name}`)).total).toBe(0)
  })

  it.each(names)('are refused where a product stands in them: %s', async (name) => {
    const { status, body } = await shop.call('POST /api/products', {
      body: {
        status: 'active',
        title: { en: 'Odd' },
        categoryIds: [name],
        variants: [{ sku: 'ODD', price: { amount: 100, currency: 'EUR' }, weightGrams: 1 }],
      },
    })
    expect([status, body.errors?.[0]?.code]).toEqual([400, 'unknown_category'])
  })

  it.each(names)('count as attributes only where a product has them: %s', async (name) => {
    await sell('A', [home])
    expect((await list(`attr.${name}=x`)).total).toBe(0)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
