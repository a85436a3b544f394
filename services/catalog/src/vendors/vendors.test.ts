import {
  VendorApproved,
  VendorClosed,
  VendorCommissionChanged,
  VendorReinstated,
  VendorSuspended,
} from '@comptoir/contracts/admin/events'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'
import { createMemorySold } from '../../test/memory-sold.ts'
import { findProduct } from '../memory/catalogue.ts'
import { createSubscribers } from '../subscribers.ts'

type Shop = ReturnType<typeof createTestShop>
let shop: Shop
let shelf: string

beforeEach(async () => {
  shop = createTestShop()
  const { body } = await shop.call('POST /api/categories', { body: { name: { fr: 'Vaisselle' } } })
  shelf = body.categoryId
})

const kinds = {
  approved: VendorApproved,
  suspended: VendorSuspended,
  reinstated: VendorReinstated,
  closed: VendorClosed,
  dearer: VendorCommissionChanged,
} as const
type Step = keyof typeof kinds
const statusOf = { reinstated: 'approved', dearer: 'approved' } as const

const vendorId = 'ven_1'
const as = { id: 'usr_lou', roles: ['vendor' as const], vendorId }
const other = { id: 'usr_max', roles: ['vendor' as const], vendorId: 'ven_2' }

/** Hears of a step of a vendor, as one replica does, and shows it as every replica does then. */
async function tell(step: Step, version: number, on: Shop = shop) {
  const { productVendors, catalogue, clock } = on
  const soldUnits = createMemorySold()
  const deps = { live: createMemoryLive(), productVendors, soldUnits, clock }
  const handlers = createSubscribers(deps)
  const kind = kinds[step]
  const status = step in statusOf ? statusOf[step as keyof typeof statusOf] : step
  const commissionBps = step === 'dearer' ? 1_500 : 1_200
  const meta = { id: `e${version}`, type: kind.type, subject: vendorId, version, time: '' }
  const fact = { vendorId, ownerId: 'usr_lou', status, commissionBps }
  await handlers.find(({ definition }) => definition === kind)?.handle(fact, meta)
  const document = await productVendors.get(vendorId)
  if (document) catalogue.putVendor(document)
}

const mug = (over: object = {}) => ({
  status: 'active',
  title: { fr: 'Mug en grès bleu' },
  categoryIds: [shelf],
  variants: [{ sku: 'MUG-1', price: { amount: 1490, currency: 'EUR' }, weightGrams: 350 }],
  ...over,
})
const create = async (over: object = {}) =>
  (await shop.call('POST /api/products', { as, body: mug(over) })).body
const listed = async (query = '', who: 'guest' | 'staff' | typeof as = 'guest') =>
  (await shop.call(`GET /api/products${query}`, { as: who })).body.items
const snapshot = async () => {
  const headers = appTokenHeaders('app-token', 'orders')
  const body = { skus: ['MUG-1'] }
  return (await shop.call('POST /internal/variants/lookup', { as: 'guest', headers, body })).body
    .variants[0]
}

describe('a product of a vendor', () => {
  it('is its own, whatever it writes, and stays so', async () => {
    const made = await create({ vendorId: 'ven_2' })
    expect(made.vendorId).toBe(vendorId)
    const path = `/api/products/${made.productId}`
    const body = mug({ title: { fr: 'Mug' }, vendorId: null })
    expect((await shop.call(`PUT ${path}`, { as, body })).body).toMatchObject({
      ...{ vendorId, title: { fr: 'Mug' } },
    })
  })

  it('leaves an entry of the audit log whenever its vendor writes it, as by staff', async () => {
    const { productId } = await create()
    const path = `/api/products/${productId}`
    await shop.call(`PUT ${path}`, { as, body: mug({ brand: 'Grès' }) })
    await shop.call(`DELETE ${path}`, { as })
    const entries = shop.store.recorded.map(({ data }) => data)
    expect(entries.slice(-3)).toMatchObject([
      { operation: 'CreateProduct', object: { collection: 'products', id: productId } },
      { operation: 'ReplaceProduct', fields: [{ path: 'brand', after: 'Grès' }] },
      { operation: 'DeleteProduct', actor: { userId: 'usr_lou', roles: ['vendor'] } },
    ])
  })

  it('is not there for another vendor, and changed by no customer', async () => {
    const path = `/api/products/${(await create()).productId}`
    const calls = [`PUT ${path}`, `DELETE ${path}`, `PUT ${path}/images`, `POST ${path}/images`]
    const bodies = { [`PUT ${path}`]: mug(), [`PUT ${path}/images`]: { images: [] } }
    for (const call of calls) {
      const body = bodies[call]
      expect((await shop.call(call, { as: other, body })).status, call).toBe(404)
      expect((await shop.call(call, { as: 'customer', body })).status, call).toBe(403)
    }
    const mine = (
      await shop.call('POST /api/products', { body: mug({ variants: variant('S-1') }) })
    ).body
    const theirs = await shop.call(`PUT /api/products/${mine.productId}`, { as, body: mug() })
    expect(theirs.status).toBe(404)
    const nobodys = { id: 'usr_x', roles: ['vendor' as const] }
    expect((await shop.call('POST /api/products', { as: nobodys, body: mug() })).status).toBe(403)
  })

  it('is given to a vendor with a contract by staff, and to no other', async () => {
    const body = mug({ vendorId })
    const unknown = await shop.call('POST /api/products', { body })
    expect(unknown.body.errors).toMatchObject([{ field: 'vendorId', code: 'unknown_vendor' }])
    await tell('approved', 3)
    const made = await shop.call('POST /api/products', { body })
    expect(made.body.vendorId).toBe(vendorId)
    const path = `PUT /api/products/${made.body.productId}`
    expect((await shop.call(path, { body: mug() })).body.vendorId).toBe(vendorId)
    const own = await shop.call(path, { body: mug({ vendorId: null }) })
    expect(own.body.vendorId).toBeUndefined()
    await tell('closed', 4)
    expect((await shop.call(path, { body })).status).toBe(400)
  })

  it('is listed by its vendor, in any state to staff and to that vendor', async () => {
    await tell('approved', 3)
    await create()
    await create({ status: 'draft', variants: variant('MUG-2') })
    await shop.call('POST /api/products', { body: mug({ variants: variant('S-1') }) })
    expect(await listed(`?vendor=${vendorId}`)).toMatchObject([{ vendorId, skus: ['MUG-1'] }])
    expect(await listed('?vendor=ven_2')).toEqual([])
    expect(await listed()).toHaveLength(2)
    expect(await listed(`?status=all&vendor=${vendorId}`, 'staff')).toHaveLength(2)
    expect(await listed('?status=all', as)).toHaveLength(2)
    expect(await listed('?status=draft&vendor=ven_2', as)).toMatchObject([{ skus: ['MUG-2'] }])
    const asCustomer = await shop.call('GET /api/products?status=all', { as: 'customer' })
    expect(asCustomer.status).toBe(403)
  })
})

describe('a vendor', () => {
  it('names no external id, so that no import of the shop writes into its product', async () => {
    const refused = await shop.call('POST /api/products', { as, body: mug({ externalId: 'w-1' }) })
    expect([refused.status, refused.body.errors?.[0].field]).toEqual([400, 'externalId'])
    const path = `PUT /api/products/${(await create()).productId}`
    expect((await shop.call(path, { as, body: mug({ externalId: 'w-1' }) })).status).toBe(400)
    await tell('approved', 3)
    const given = await shop.call(path, { body: mug({ externalId: 'w-1', vendorId }) })
    expect(given.body.externalId).toBe('w-1')
    const imported = (over: object = {}) =>
      shop.call('PUT /api/products/by-external-id/w-1', { body: mug(over) })
    for (const over of [{}, { vendorId: null }])
      expect((await imported({ ...over, brand: 'Autre' })).body.code).toBe('already_exists')
    const { body } = await imported({ brand: 'Grès', vendorId })
    expect([body.outcome, body.productId]).toEqual(['updated', given.body.productId])
  })

  it('changes nothing that staff took back, by a replica that did not hear of it', async () => {
    const { productId } = await create()
    const stale = findProduct(shop.catalogue, productId)
    const path = `/api/products/${productId}`
    await shop.call(`PUT ${path}`, { body: mug({ vendorId: null }) })
    shop.catalogue.put({ ...stale, version: 99 })
    const calls = [`PUT ${path}`, `DELETE ${path}`, `PUT ${path}/images`]
    for (const call of calls) {
      const body = call.startsWith('PUT') ? { ...mug({ brand: 'x' }), images: [] } : undefined
      expect((await shop.call(call, { as, body })).status, call).toBe(404)
    }
    const stored = (await shop.products.get(productId))?.data
    expect([stored?.vendorId, stored?.brand, stored?.status]).toEqual([
      undefined,
      undefined,
      'active',
    ])
  })

  it.each([
    ['DELETE', undefined],
    ['PUT', 'archived'],
  ])('does not put on sale again what staff took off sale by %s', async (method, status) => {
    await tell('approved', 3)
    const path = `/api/products/${(await create()).productId}`
    await shop.call(`${method} ${path}`, { ...(status && { body: mug({ status }) }) })
    const refused = await shop.call(`PUT ${path}`, { as, body: mug() })
    expect([refused.status, refused.body.code]).toEqual([409, 'transition_refused'])
    const described = await shop.call(`PUT ${path}`, { as, body: mug({ status: undefined }) })
    expect(described.body).toMatchObject({ status: 'archived', blockedByStaff: true })
    await shop.call(`PUT ${path}`, { body: mug({ status: undefined, brand: 'Grès' }) })
    const shown = [await shop.call(`GET ${path}`, { as: 'guest' }), await shop.call(`GET ${path}`)]
    expect(shown.map(({ body }) => body.blockedByStaff)).toEqual([undefined, true])
    const lifted = await shop.call(`PUT ${path}`, { body: mug() })
    expect([lifted.body.status, lifted.body.blockedByStaff]).toEqual(['active', undefined])
    await shop.call(`DELETE ${path}`, { as })
    expect((await shop.call(`PUT ${path}`, { as, body: mug() })).body.status).toBe('active')
  })

  it('does not put on sale again what it archived itself before staff did', async () => {
    const path = `/api/products/${(await create()).productId}`
    await shop.call(`DELETE ${path}`, { as })
    await shop.call(`DELETE ${path}`)
    expect((await shop.call(`PUT ${path}`, { as, body: mug() })).status).toBe(409)
  })
})

const variant = (sku: string) => [
  { sku, price: { amount: 990, currency: 'EUR' }, weightGrams: 100 },
]

describe('what a vendor may sell', () => {
  it('is shown and sold from its approval on, not while it is suspended, and never after the end', async () => {
    const { productId } = await create()
    const path = `GET /api/products/${productId}`
    const states: unknown[] = []
    const note = async () => {
      const { status } = await shop.call(path, { as: 'guest' })
      states.push([status, (await listed()).length, (await snapshot()).active])
    }
    await note()
    for (const [version, step] of (
      ['approved', 'suspended', 'reinstated', 'closed'] as const
    ).entries()) {
      await tell(step, version + 3)
      await note()
    }
    const [sold, hidden] = [
      [200, 1, true],
      [404, 0, false],
    ]
    expect(states).toEqual([hidden, sold, hidden, sold, hidden])
    expect((await shop.call(path, { as })).status).toBe(200)
    expect((await shop.call(path)).status).toBe(200)
    expect((await shop.call(`${path}/prices`, { as: 'guest' })).status).toBe(404)
  })

  it('is told to carts and orders with the commission of the moment', async () => {
    await tell('approved', 3)
    await create()
    expect(await snapshot()).toMatchObject({ vendorId, commissionBps: 1_200, active: true })
    await tell('dearer', 4)
    expect(await snapshot()).toMatchObject({ commissionBps: 1_500, active: true })
  })

  it('is the same in whatever order, and however often, its steps are heard of', async () => {
    const steps = ['approved', 'dearer', 'suspended', 'reinstated', 'closed'] as const
    const heard = fc.array(fc.nat({ max: steps.length - 1 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(heard, async (order) => {
        const on = createTestShop()
        for (const at of order) await tell(steps[at] ?? 'approved', at, on)
        const last = steps[Math.max(...order)] ?? 'approved'
        const isSelling = last !== 'suspended' && last !== 'closed'
        expect(on.catalogue.sells({ vendorId })).toBe(isSelling)
      }),
      { numRuns: 50 },
    )
  })

  it('is told to every replica once', async () => {
    await tell('approved', 3)
    await tell('approved', 3)
    const told = shop.store.published.filter(({ type }) => type.includes('product-vendor-changed'))
    expect(told.map(({ data }) => data)).toEqual([{ vendorId, status: 'approved' }])
  })
})
