import { randomBytes } from 'node:crypto'
import type { ProductChangeJob } from '@comptoir/contracts/catalog/product-change-routes'
import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { register, shelf } from '../src/shopper.ts'

const { api, staff } = await openJourney()
const count = 30

/** Products of a brand that nothing else has. */
async function brandOf(prices: readonly number[]): Promise<string> {
  const brand = `Maison ${randomBytes(4).toString('hex')}`
  const categoryIds = [await shelf(api, staff)]
  const sell = (amount: number, n: number) =>
    api('POST /api/products', {
      token: staff,
      body: {
        ...{ brand, categoryIds, status: 'active', title: { fr: `Objet ${brand} ${n}` } },
        variants: [
          {
            sku: `BULK-${randomBytes(5).toString('hex')}`,
            ...{ price: { amount, currency: 'EUR' }, weightGrams: 100 },
          },
        ],
      },
    })
  const sold = await Promise.all(prices.map(sell))
  expect(new Set(sold.map(({ status }) => status))).toEqual(new Set([201]))
  return brand
}

async function pricesOf(brand: string): Promise<number[]> {
  const query = new URLSearchParams({ brand, limit: '100', facets: 'false' })
  const { body } = await api<ProductPage>(`GET /api/products?${query}`)
  return body.items.map(({ price }) => price.amount).toSorted((a, b) => a - b)
}

const read = (changeId: string) =>
  api<ProductChangeJob>(`GET /api/product-changes/${changeId}`, { token: staff })

const ended = (changeId: string, status: string) =>
  eventually(
    `the change to be ${status}`,
    () => read(changeId),
    ({ body }) => body.status === status,
    30_000,
  )

describe('a change of many products', () => {
  it('is seen before, made, seen by shoppers, and taken back', async () => {
    const before = Array.from({ length: count }, (_, n) => 1_000 + n * 100)
    const brand = await brandOf(before)
    const body = {
      selection: { filter: { brand } },
      changes: [{ kind: 'price', byBps: -1_000 }],
    }
    const preview = await api<{ changed: number }>('POST /api/product-changes/preview', {
      ...{ token: staff, body },
    })
    expect(preview.body.changed).toBe(count)
    const headers = { 'idempotency-key': newKey() }
    const begin = () =>
      api<ProductChangeJob>('POST /api/product-changes', { token: staff, body, headers })
    const [first, second] = await Promise.all([begin(), begin()])
    expect([first.status, second.body.changeId]).toEqual([202, first.body.changeId])
    const { changeId } = first.body
    const { body: done } = await ended(changeId, 'done')
    expect(done.progress).toEqual({ done: count, changed: count, failed: 0 })
    const reduced = before.map((amount) => (amount * 9) / 10)
    await eventually(
      'shoppers to see the new prices',
      () => pricesOf(brand),
      (found) => JSON.stringify(found) === JSON.stringify(reduced),
    )
    await api(`POST /api/product-changes/${changeId}/undo`, { token: staff })
    await ended(changeId, 'undone')
    await eventually(
      'shoppers to see the prices of before',
      () => pricesOf(brand),
      (found) => JSON.stringify(found) === JSON.stringify(before),
    )
  })

  it('waits while it is paused, goes on, and is taken back where it was cancelled', async () => {
    const [brand, other] = [await brandOf(Array(count).fill(1_000)), await brandOf([1_000])]
    const changes = [{ kind: 'price', byBps: -1_000 }]
    const begin = async (selected: string) => {
      const body = { selection: { filter: { brand: selected } }, changes }
      const asking = { token: staff, body, key: newKey() }
      return (await api<ProductChangeJob>('POST /api/product-changes', asking)).body.changeId
    }
    const act = (id: string, step: string) =>
      api<ProductChangeJob>(`POST /api/product-changes/${id}/${step}`, { token: staff })

    const changeId = await begin(brand)
    expect((await act(changeId, 'pause')).body.status).toBe('paused')
    // one that comes after it is made meanwhile
    await ended(await begin(other), 'done')
    const { status, progress } = (await read(changeId)).body
    expect(status).toBe('paused')
    expect(progress.done).toBeLessThan(count)
    await act(changeId, 'resume')
    expect((await ended(changeId, 'done')).body.progress).toMatchObject({ changed: count })
    expect((await act(changeId, 'pause')).status).toBe(409)

    const second = await begin(brand)
    await act(second, 'pause')
    expect((await act(second, 'cancel')).body.status).toBe('cancelled')
    expect((await act(second, 'resume')).status).toBe(409)
    await act(second, 'undo')
    await ended(second, 'undone')
    const reduced = JSON.stringify(Array(count).fill(900))
    const prices = async () => JSON.stringify(await pricesOf(brand))
    await eventually('shoppers to see the prices of the first', prices, (one) => one === reduced)
  })

  it('is nothing for customers', async () => {
    const { token } = await register(api)
    const asked = await Promise.all([
      api('GET /api/product-changes', { token }),
      api('GET /api/product-changes'),
      api('POST /api/product-changes/chg_none/undo', { token }),
      api('POST /api/product-changes/chg_none/undo', { token: staff }),
    ])
    expect(asked.map(({ status }) => status)).toEqual([403, 401, 403, 404])
  })
})

describe('a draft with a time', () => {
  it('goes on sale by itself', async () => {
    const slug = `soon-${randomBytes(4).toString('hex')}`
    const created = await api('POST /api/products', {
      token: staff,
      body: {
        ...{ slug, title: { en: 'Soon' }, categoryIds: [await shelf(api, staff)] },
        publishAt: new Date(Date.now() + 2_000).toISOString(),
        variants: [{ sku: slug, price: { amount: 500, currency: 'EUR' }, weightGrams: 1 }],
      },
    })
    expect(created.status).toBe(201)
    expect((await api(`GET /api/products/${slug}`)).status).toBe(404)
    await eventually(
      'the draft to be on sale',
      () => api(`GET /api/products/${slug}`),
      ({ status }) => status === 200,
    )
  })
})
