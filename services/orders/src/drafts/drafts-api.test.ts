import { describe, expect, it } from 'vitest'
import { at, aVariant, eur, home } from '../../test/samples.ts'
import { type Asked, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { watchDrafts } from './unattended-drafts.ts'

type Answer = Record<string, unknown> & {
  code?: string
  draftId: string
  errors?: { field: string }[]
  order: Record<string, unknown> & { orderId: string }
  paymentLink?: { link: string; expiresAt: string }
}
const staff = { as: 'usr_staff', roles: ['staff' as const] }
const support = { as: 'usr_help', roles: ['support' as const] }
const drafts = '/api/order-drafts'
const aDraft = (change: object = {}) => ({
  customer: { userId: 'usr_1' },
  lines: [{ sku: 'MUG', quantity: 2 }],
  shippingAddress: home,
  shippingOptionId: 'home',
  ...change,
})

function createDraftTwin() {
  const twin = createAppTwin()
  async function ask(operation: string, asked: Asked = {}) {
    const response = await twin.send(operation, { ...staff, ...asked })
    const text = await response.text()
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Answer, response }
  }
  const begin = (change: object = {}, asked: Asked = {}) =>
    ask(`POST ${drafts}`, { body: aDraft(change), headers: newKey(), ...asked })
  const place = (draftId: string, body: object = { payment: 'link' }, asked: Asked = {}) =>
    ask(`POST ${drafts}/${draftId}/place`, { body, ...asked })
  return { ...twin, ask, begin, place }
}

describe('a draft', () => {
  it('is an order of staff for a customer, with its totals of today and who made it', async () => {
    const twin = createDraftTwin()
    const { status, body } = await twin.begin()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...{ draftId: 'drf_1', createdBy: 'usr_staff', customer: { userId: 'usr_1' }, problems: [] },
      quote: { totals: { itemsSubtotal: eur(2400), shipping: eur(490), grandTotal: eur(2890) } },
    })
    expect(twin.calls).toEqual([])
    expect(twin.published()).toEqual(['order-draft-created'])
  })

  it('may lack anything: it says what keeps it from being placed, and which options there are', async () => {
    const twin = createDraftTwin()
    const bare = await twin.begin({ shippingAddress: undefined })
    expect(bare.body).toMatchObject({
      problems: [{ code: 'invalid_request', field: 'shippingAddress' }],
    })
    const open = await twin.begin({ shippingOptionId: undefined })
    expect(open.body).toMatchObject({
      problems: [{ code: 'no_shipping_option' }],
      shippingOptions: [{ optionId: 'home' }],
    })
    const short = await twin.begin({ lines: [{ sku: 'MUG', quantity: 11 }] })
    expect(short.body['quote']).toBeUndefined()
    expect(short.body).toMatchObject({ problems: [{ code: 'out_of_stock' }] })
  })

  it('is made once, however often it is asked for with one key', async () => {
    const twin = createDraftTwin()
    const headers = newKey()
    const [one, two] = [await twin.begin({}, { headers }), await twin.begin({}, { headers })]
    expect(two.body.draftId).toBe(one.body.draftId)
    const other = await twin.begin({ locale: 'en' }, { headers })
    expect(other.body.code).toBe('idempotency_key_reused')
  })

  it('is replaced as a whole, unless somebody else changed it', async () => {
    const twin = createDraftTwin()
    const { body, response } = await twin.begin()
    const path = `${drafts}/${body.draftId}`
    const ifMatch = { 'if-match': response.headers.get('etag') ?? '' }
    const three = aDraft({ lines: [{ sku: 'MUG', quantity: 3 }] })
    const changed = await twin.ask(`PUT ${path}`, { body: three, headers: ifMatch })
    expect(changed.body).toMatchObject({ quote: { totals: { grandTotal: eur(4090) } } })
    const late = await twin.ask(`PUT ${path}`, { body: aDraft(), headers: ifMatch })
    expect(late.body.code).toBe('precondition_failed')
    expect((await twin.ask(`GET ${path}`)).body).toMatchObject({ lines: [{ quantity: 3 }] })
  })

  it('is deleted for good', async () => {
    const twin = createDraftTwin()
    const { draftId } = (await twin.begin()).body
    expect((await twin.ask(`DELETE ${drafts}/${draftId}`)).status).toBe(204)
    expect(await twin.drafts.get(draftId)).toBeUndefined()
    expect((await twin.ask(`GET ${drafts}/${draftId}`)).status).toBe(404)
    expect((await twin.ask(`DELETE ${drafts}/${draftId}`)).status).toBe(404)
    expect((await twin.ask(`GET ${drafts}`)).body).toMatchObject({ items: [] })
    expect(twin.published()).toEqual(['order-draft-created', 'order-draft-deleted'])
  })

  it('is for those who sell: customers are refused', async () => {
    const twin = createDraftTwin()
    const customer = await twin.begin({}, { as: 'usr_1', roles: ['customer'] })
    expect(customer.status).toBe(403)
    const { draftId } = (await twin.begin({}, support)).body
    const asked: Asked = { as: 'usr_1', roles: ['customer'] }
    expect((await twin.ask(`GET ${drafts}/${draftId}`, asked)).status).toBe(403)
  })
})

describe('an agreed price', () => {
  const lines = [{ sku: 'MUG', quantity: 2, agreedPrice: eur(1000) }]
  const agreement = { reason: 'chipped boxes' }

  it('stands for the price of the catalogue, and is kept with its reason and who agreed it', async () => {
    const twin = createDraftTwin()
    twin.shop.variants = [aVariant({ compareAtPrice: eur(1500) })]
    const { body } = await twin.begin({ lines, agreement })
    expect(body).toMatchObject({
      agreedBy: 'usr_staff',
      quote: { totals: { grandTotal: eur(2490) } },
    })
    await twin.place(body.draftId)
    const order = (await twin.orders.get('ord_1'))?.data
    expect(order?.agreement).toEqual({
      ...{ reason: 'chipped boxes', by: 'usr_staff' },
      lines: [{ sku: 'MUG', listPrice: eur(1200), agreedPrice: eur(1000) }],
    })
    expect(order?.lines[0]).toMatchObject({ unitPrice: eur(1000) })
    expect(order?.lines[0]).not.toHaveProperty('compareAtPrice')
    const facts = await twin.ask('GET /api/orders/ord_1/staff')
    expect(facts.body).toMatchObject({ agreement: { by: 'usr_staff' } })
    const shown = await twin.send('GET /api/orders/ord_1')
    expect(await shown.json()).not.toHaveProperty('agreement')
  })

  it('may be a reduction of every line that has none', async () => {
    const twin = createDraftTwin()
    const { body } = await twin.begin({ agreement: { ...agreement, discountBps: 2_500 } })
    expect(body).toMatchObject({ quote: { totals: { itemsSubtotal: eur(1800) } } })
  })

  it('wants a reason', async () => {
    const { body } = await createDraftTwin().begin({ lines })
    expect(body.errors).toMatchObject([{ field: 'agreement.reason' }])
  })

  it('is not agreed by support, who may change the goods under one that stands', async () => {
    const twin = createDraftTwin()
    expect((await twin.begin({ lines, agreement }, support)).status).toBe(403)
    const { draftId } = (await twin.begin({ lines, agreement })).body
    const more = { lines: [{ ...lines[0], quantity: 3 }], agreement }
    const put = (change: object) =>
      twin.ask(`PUT ${drafts}/${draftId}`, { body: aDraft(change), ...support })
    expect((await put(more)).body).toMatchObject({ agreedBy: 'usr_staff' })
    const cheaper = { lines: [{ ...lines[0], agreedPrice: eur(1) }], agreement }
    expect((await put(cheaper)).status).toBe(403)
  })
})

describe('placing a draft', () => {
  it('makes the order that a cart would have made, waiting for its payment by a link', async () => {
    const twin = createDraftTwin()
    const { draftId } = (await twin.begin()).body
    const { status, body, response } = await twin.place(draftId)
    expect(status).toBe(201)
    expect(response.headers.get('location')).toBe('/api/orders/ord_1')
    expect(body.order).toMatchObject({
      ...{ orderId: 'ord_1', userId: 'usr_1', email: 'camille@example.com', status: 'pending' },
      totals: { grandTotal: eur(2890) },
      paymentTerms: { kind: 'link', dueAt: '2026-11-24T10:00:00.000Z' },
      history: [{ type: 'placed', by: 'staff' }],
    })
    expect(body.paymentLink).toMatchObject({ expiresAt: '2026-11-24T10:00:00.000Z' })
    expect(twin.calls).toEqual(['start ord_1'])
    const facts = await twin.ask('GET /api/orders/ord_1/staff')
    expect(facts.body).toMatchObject({
      origin: { draftId: 'drf_1', createdBy: 'usr_staff', placedBy: 'usr_staff' },
    })
  })

  it('happens once, however often it is asked, and the draft is gone', async () => {
    const twin = createDraftTwin()
    const { draftId } = (await twin.begin()).body
    const one = await twin.place(draftId)
    const two = await twin.place(draftId)
    expect(two.body.order.orderId).toBe(one.body.order.orderId)
    expect(two.body.paymentLink).toEqual(one.body.paymentLink)
    expect((await twin.ask(`GET ${drafts}/${draftId}`)).status).toBe(404)
    const deleted = await twin.ask(`DELETE ${drafts}/${draftId}`)
    expect(deleted.body).toMatchObject({ code: 'transition_refused', orderId: 'ord_1' })
    expect((await twin.orders.get('ord_1'))?.data.status).toBe('pending')
  })

  it('gives a transfer the number of the order as its reference, and the day that staff say', async () => {
    const twin = createDraftTwin()
    const { draftId } = (await twin.begin({ customer: { email: 'Gaston@example.com' } })).body
    const dueAt = '2026-12-05T12:00:00.000Z'
    const { body } = await twin.place(draftId, { payment: 'transfer', dueAt })
    expect(body.paymentLink).toBeUndefined()
    const { number, ...order } = body.order
    expect(order).toMatchObject({
      ...{ userId: 'gst_1', email: 'gaston@example.com' },
      paymentTerms: {
        ...{ kind: 'transfer', dueAt, reference: number },
        account: { holder: 'Comptoir Démonstration', iban: 'FR76 0000 0000 0000 0000 0000 097' },
      },
    })
  })

  it.each([['2026-11-21T09:59:59.000Z'], ['2027-01-21T10:00:00.000Z']])(
    'refuses to wait until %s',
    async (dueAt) => {
      const twin = createDraftTwin()
      const { draftId } = (await twin.begin()).body
      const { body } = await twin.place(draftId, { payment: 'transfer', dueAt })
      expect(body.errors).toMatchObject([{ field: 'dueAt' }])
      expect(await twin.drafts.get(draftId)).toBeDefined()
    },
  )

  it('refuses what an order from a cart refuses, and keeps the draft', async () => {
    const twin = createDraftTwin()
    const { draftId } = (await twin.begin()).body
    const seen = await twin.place(draftId, { payment: 'link', expectedTotal: eur(1) })
    expect(seen.body.code).toBe('totals_changed')
    twin.shop.stock.set('MUG', 1)
    expect((await twin.place(draftId)).body.code).toBe('out_of_stock')
    twin.shop.accountStatus = 'suspended'
    expect((await twin.place(draftId)).body.code).toBe('account_suspended')
    expect((await twin.ask(`GET ${drafts}/${draftId}`)).status).toBe(200)
    expect(twin.calls).toEqual([])
  })

  it('is done by the watch when the process that decided it ended', async () => {
    const twin = createDraftTwin()
    const { draftId } = (await twin.begin()).body
    const create = twin.orders.create
    Object.assign(twin.orders, { create: () => Promise.reject(new Error('gone')) })
    expect((await twin.place(draftId)).status).toBe(500)
    Object.assign(twin.orders, { create })
    const put = await twin.ask(`PUT ${drafts}/${draftId}`, { body: aDraft() })
    expect(put.body.code).toBe('transition_refused')
    const clock = () => new Date(Date.parse(at) + 6_000)
    await watchDrafts({ ...twin, ...twin.deps, clock, log: twin.store.log })
    expect((await twin.orders.get('ord_1'))?.data.status).toBe('pending')
    expect(await twin.drafts.get(draftId)).toBeUndefined()
    expect(twin.calls).toEqual(['start ord_1'])
  })
})

describe('drafts that nobody needs', () => {
  it('are forgotten after a while, and with the person they are for', async () => {
    const twin = createDraftTwin()
    await twin.begin()
    const clock = () => new Date(Date.parse(at) + 91 * 86_400_000)
    await watchDrafts({ ...twin, ...twin.deps, clock, log: twin.store.log })
    expect((await twin.ask(`GET ${drafts}`)).body).toMatchObject({ items: [] })
    const email = 'gaston@example.com'
    const { draftId } = (await twin.begin({ customer: { email } })).body
    await twin.ask('POST /api/orders/erasures', { body: { email } })
    expect(await twin.drafts.get(draftId)).toBeUndefined()
  })
})
