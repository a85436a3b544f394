import { silentLog } from '@comptoir/service/test/silent-log'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { createChangeWorker } from './change-worker.ts'

let shop: ReturnType<typeof createTestShop>
let shelf: string

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', { body: { name: { en: 'Tableware' } } })
  shelf = body.categoryId
})

async function sell(count: number, over: object = {}): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const { body } = await shop.call('POST /api/products', {
      body: {
        ...{ slug: `mug-${n}`, status: 'active', title: { en: 'Mug' }, categoryIds: [shelf] },
        variants: [{ sku: `MUG-${n}`, price: { amount: 1_000, currency: 'EUR' }, weightGrams: 1 }],
        ...over,
      },
    })
    ids.push(body.productId)
  }
  return ids
}
const tenOff = { kind: 'price', byBps: -1_000 }
const everything = { selection: { filter: { category: 'tableware' } }, changes: [tenOff] }
const begin = (body: object = everything, key = 'key-of-the-change-1') =>
  shop.call('POST /api/product-changes', { body, headers: { 'idempotency-key': key } })
const act = (changeId: string, what: string) =>
  shop.call(`POST /api/product-changes/${changeId}/${what}`)
const work = (deps: object = {}) =>
  createChangeWorker({ ...shop, keys: shop.store.keys, log: silentLog(), ...deps })(
    new AbortController().signal,
  )
const prices = async () => {
  const { body } = await shop.call('GET /api/products?limit=100&facets=false', { as: 'guest' })
  return body.items.map((one: { price: { amount: number } }) => one.price.amount)
}
const jobOf = async (changeId: string) =>
  (await shop.call(`GET /api/product-changes/${changeId}`)).body

describe('a change of many products', () => {
  it('is shown before it is made, and then made in the background', async () => {
    await sell(60)
    const preview = await shop.call('POST /api/product-changes/preview', { body: everything })
    expect(preview.body).toMatchObject({ selected: 60, changed: 60, failed: 0 })
    expect(preview.body.samples).toHaveLength(20)
    expect(preview.body.samples[0].after.prices[0].price.amount).toBe(900)
    expect(new Set(await prices())).toEqual(new Set([1_000]))
    const begun = await begin()
    expect(begun).toMatchObject({ status: 202, body: { status: 'running', total: 60 } })
    await work()
    expect(new Set(await prices())).toEqual(new Set([900]))
    expect(await jobOf(begun.body.changeId)).toMatchObject({
      ...{ status: 'done', progress: { done: 60, changed: 60, failed: 0 }, failures: [] },
    })
  })

  it('begins once for a key, of the products that were there then', async () => {
    await sell(2)
    const first = await begin()
    await sell(1, {
      slug: 'late',
      variants: [{ sku: 'LATE', price: { amount: 1_000, currency: 'EUR' }, weightGrams: 1 }],
    })
    const again = await begin()
    expect(again.body).toEqual(first.body)
    expect((await begin({ ...everything, changes: [{ kind: 'brand', brand: 'X' }] })).status).toBe(
      422,
    )
    await work()
    expect((await prices()).toSorted()).toEqual([1_000, 900, 900])
  })

  it('goes on after a crash where it was, and changes nothing twice', async () => {
    await sell(40)
    const { body } = await begin()
    let written = 0
    const crashing = {
      ...shop.changeJobs,
      update: async () => {
        written += 1
        throw new Error('killed')
      },
    }
    await work({ changeJobs: crashing })
    expect(written).toBe(1)
    expect((await prices()).filter((amount: number) => amount === 900)).toHaveLength(25)
    await work()
    expect(new Set(await prices())).toEqual(new Set([900]))
    expect(await jobOf(body.changeId)).toMatchObject({ progress: { done: 40, changed: 40 } })
  })

  it('leaves the jobs behind one that failed for later: its products would forget it', async () => {
    await sell(1)
    const first = await begin()
    shop.store.clock.nowMs += 1_000
    await begin(everything, 'key-of-the-change-2')
    let isAway = true
    const productCommands = {
      ...shop.productCommands,
      change: async (...given: Parameters<typeof shop.productCommands.change>) => {
        if (isAway) throw new Error('away')
        return await shop.productCommands.change(...given)
      },
    }
    await work({ productCommands })
    expect(await prices()).toEqual([1_000])
    isAway = false
    await work({ productCommands })
    expect(await prices()).toEqual([810])
    expect((await jobOf(first.body.changeId)).status).toBe('done')
  })

  it('that is cancelled and undone while a page is made is taken back whole', async () => {
    await sell(3)
    const { body } = await begin()
    let isFirst = true
    const changeJobs = {
      ...shop.changeJobs,
      update: async (...given: Parameters<typeof shop.changeJobs.update>) => {
        if (isFirst) {
          isFirst = false
          await act(body.changeId, 'cancel')
          await act(body.changeId, 'undo')
        }
        return await shop.changeJobs.update(...given)
      },
    }
    await work({ changeJobs })
    await work()
    expect(new Set(await prices())).toEqual(new Set([1_000]))
    expect(await jobOf(body.changeId)).toMatchObject({
      ...{ status: 'undone', progress: { changed: 3 }, undo: { changed: 3 } },
    })
  })

  it('puts no product back into a category that is gone', async () => {
    const { body: other } = await shop.call('POST /api/categories', {
      body: { name: { en: 'New' } },
    })
    await sell(1)
    const changes = [{ kind: 'categories', add: [other.categoryId], remove: [shelf] }]
    const { body } = await begin({ ...everything, changes })
    await work()
    expect((await shop.call('DELETE /api/categories/tableware')).status).toBe(204)
    await act(body.changeId, 'undo')
    await work()
    expect(await jobOf(body.changeId)).toMatchObject({ status: 'undone', undo: { failed: 1 } })
    const { body: product } = await shop.call('GET /api/products/mug-0')
    expect(product.categoryIds).toEqual([other.categoryId])
  })

  it('waits while it is paused, and goes on', async () => {
    await sell(3)
    const { body } = await begin()
    expect((await act(body.changeId, 'pause')).body.status).toBe('paused')
    await work()
    expect(new Set(await prices())).toEqual(new Set([1_000]))
    expect((await act(body.changeId, 'undo')).status).toBe(409)
    await act(body.changeId, 'resume')
    await work()
    expect(new Set(await prices())).toEqual(new Set([900]))
    expect((await act(body.changeId, 'resume')).status).toBe(409)
  })

  it('is ended by staff before all of it is done', async () => {
    await sell(3)
    const { body } = await begin()
    expect((await act(body.changeId, 'cancel')).body.status).toBe('cancelled')
    await work()
    expect(new Set(await prices())).toEqual(new Set([1_000]))
  })

  it('is taken back, but for what somebody changed since', async () => {
    const [first] = await sell(3)
    const { body } = await begin()
    await work()
    const { body: product } = await shop.call(`GET /api/products/${first}`)
    const { images: _, ...input } = product
    const edited = { ...input.variants[0], price: { amount: 555, currency: 'EUR' } }
    await shop.call(`PUT /api/products/${first}`, { body: { ...input, variants: [edited] } })
    expect((await act(body.changeId, 'undo')).body.status).toBe('undoing')
    await work()
    expect((await prices()).toSorted()).toEqual([1_000, 1_000, 555])
    expect(await jobOf(body.changeId)).toMatchObject({ status: 'undone', undo: { done: 3 } })
    expect((await act(body.changeId, 'undo')).body.status).toBe('undone')
  })

  it('says which products refused, and changes the others', async () => {
    const [first] = await sell(2)
    const other = await shop.call('POST /api/categories', { body: { name: { en: 'Other' } } })
    await shop.call(`PUT /api/products/${first}`, {
      body: {
        ...{ status: 'active', title: { en: 'Mug' }, categoryIds: [shelf, other.body.categoryId] },
        variants: [{ sku: 'MUG-0', price: { amount: 1_000, currency: 'EUR' }, weightGrams: 1 }],
      },
    })
    const changes = [{ kind: 'categories', remove: [shelf] }]
    const { body } = await begin({ ...everything, changes })
    await work()
    const job = await jobOf(body.changeId)
    expect(job).toMatchObject({ status: 'done', progress: { done: 2, changed: 1, failed: 1 } })
    expect(job.failures).toMatchObject([{ code: 'category_needed' }])
  })

  it.each([
    ['a category that does not exist', [{ kind: 'categories', add: ['cat_404'] }]],
    ['a tax class that does not exist', [{ kind: 'tax_class', taxClass: 'none' }]],
    ['a price by nothing', [{ kind: 'price' }]],
    ['a price by both', [{ kind: 'price', byBps: 1, byAmount: 1 }]],
    ['nothing to do', []],
  ])('refuses %s', async (_, changes) => {
    const refused = await begin({ ...everything, changes })
    expect(refused.status).toBe(400)
  })

  it('selects by ids or by a filter, not by both nor neither', async () => {
    const [first] = await sell(2)
    const both = { productIds: [first], filter: {} }
    for (const selection of [both, {}])
      expect((await begin({ ...everything, selection })).status).toBe(400)
    await begin({ ...everything, selection: { productIds: [first, 'nobody', first] } })
    await work()
    expect((await prices()).toSorted()).toEqual([1_000, 900])
  })

  it('is for staff, and not there when nobody asked for it', async () => {
    const asked = await Promise.all([
      shop.call('POST /api/product-changes/preview', { as: 'customer', body: everything }),
      shop.call('GET /api/product-changes', { as: 'guest' }),
      shop.call('GET /api/product-changes/chg_none'),
      act('chg_none', 'undo'),
    ])
    expect(asked.map(({ status }) => status)).toEqual([403, 401, 404, 404])
  })
})
