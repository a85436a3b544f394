import { afterAll, describe, expect, it } from 'vitest'
import { anOrder, aSnapshot, at, eur } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'
import { createMatcher, createOrdering, rowOf } from './order-row.ts'
import { csvHead, csvLine } from './orders-csv.ts'
import { findRows, pageOf, sumsOf } from './staff-search.ts'

type Page = {
  items: { orderId: string }[]
  nextCursor?: string
  totals?: { count: number; amounts: { amount: number }[] }
  code?: string
}
const totals = (amount: number) => ({ ...aSnapshot().totals, grandTotal: eur(amount) })
const some = [
  { orderId: 'ord_1', placedAt: '2026-11-19T10:00:00.000Z', totals: totals(1_000) },
  { orderId: 'ord_2', placedAt: '2026-11-20T10:00:00.000Z', totals: totals(3_000) },
  { orderId: 'ord_3', placedAt: at, totals: totals(2_000), email: 'zoe@example.com' },
]

async function three() {
  const twin = createAppTwin()
  for (const order of some) await twin.seed(order)
  const staff = { as: 'usr_9', roles: ['staff' as const] }
  const ask = async (query: string) =>
    (await (await twin.send(`GET /api/orders?${query}`, staff)).json()) as Page
  const ids = async (query: string) => (await ask(query)).items.map(({ orderId }) => orderId)
  const put = (path: string, body: object) => twin.send(`PUT ${path}`, { ...staff, body })
  return { ...twin, staff, ask, ids, put }
}

describe('staff', () => {
  it('find orders by amount, email, tag, state of payment and fulfilment, carrier, and words', async () => {
    const { ids, put, orders } = await three()
    await put('/api/orders/ord_2/tags', { tags: ['Gift'] })
    await orders.change('ord_1', (order) => ({
      ...order,
      payment: { ...order.payment, status: 'failed' },
      shippingLine: { ...order.shippingLine, carrierCode: 'colis' },
      shippingAddress: { ...order.shippingAddress, recipient: 'Zoé Élise' },
    }))
    expect(await ids('minTotal=2000&maxTotal=2500')).toEqual(['ord_3'])
    expect(await ids('email=ZOE@example.com')).toEqual(['ord_3'])
    expect(await ids('tag=gift')).toEqual(['ord_2'])
    expect(await ids('paymentStatus=failed')).toEqual(['ord_1'])
    expect(await ids('fulfilmentStatus=unfulfilled&sort=placedAt')).toEqual([
      'ord_1',
      'ord_2',
      'ord_3',
    ])
    expect(await ids('carrier=colis')).toEqual(['ord_1'])
    expect(await ids('q=elise')).toEqual(['ord_1'])
    expect(await ids('q=zoe%20mug')).toEqual(['ord_3', 'ord_1'])
  })

  it('see at once what was changed before they asked, and what was placed since', async () => {
    const { ids, orders, seed, store } = await three()
    expect(await ids('paymentStatus=paid')).toEqual([])
    await orders.change('ord_1', (order) => ({
      ...order,
      payment: { ...order.payment, status: 'paid' },
    }))
    const changedAt = new Date(store.now()).toISOString()
    const payment = { ...anOrder().payment, status: 'paid' as const }
    await seed({ orderId: 'ord_4', payment, changedAt })
    expect((await ids('paymentStatus=paid')).toSorted()).toEqual(['ord_1', 'ord_4'])
  })

  it('get the sums of all that is found, on whatever page', async () => {
    const { ask } = await three()
    const page = await ask('totals=true&limit=1')
    expect([page.items.length, page.totals]).toEqual([1, { count: 3, amounts: [eur(6_000)] }])
  })

  it('page by any sort without losing or repeating one while others change', async () => {
    const { ask, orders } = await three()
    for (const [sort, expected] of [
      ['total', ['ord_1', 'ord_3', 'ord_2']],
      ['-total', ['ord_2', 'ord_3', 'ord_1']],
    ] as const) {
      const first = await ask(`sort=${sort}&limit=1`)
      await orders.change('ord_3', (order) => ({ ...order, traceparent: sort }))
      const second = await ask(`sort=${sort}&limit=2&cursor=${first.nextCursor}`)
      const all = [...first.items, ...second.items].map(({ orderId }) => orderId)
      expect([sort, all, second.nextCursor]).toEqual([sort, [...expected], undefined])
    }
    expect((await ask('sort=total&cursor=what')).code).toBe('invalid_request')
  })

  it('alone search: a customer gets their own list, whatever filter is asked for', async () => {
    const { send } = await three()
    const own = await send('GET /api/orders?minTotal=0&q=zoe&userId=usr_1', { as: 'usr_2' })
    expect(((await own.json()) as Page).items).toEqual([])
  })
})

describe('notes and tags', () => {
  it('are kept with who wrote them and when, once per key, and told without the text', async () => {
    const { send, staff, put, store } = await three()
    const note = () =>
      send('POST /api/orders/ord_1/notes', {
        ...{ ...staff, body: { text: 'Called: wants it blue' } },
        headers: { 'idempotency-key': 'note-number-1' },
      })
    await note()
    await note()
    await put('/api/orders/ord_1/tags', { tags: ['b', 'A', 'a'] })
    await put('/api/orders/ord_1/tags', { tags: ['a', 'b'] })
    const facts = (await (await put('/api/orders/ord_1/tags', { tags: ['b'] })).json()) as object
    expect(facts).toMatchObject({
      tags: ['b'],
      entries: [
        { type: 'note', by: 'usr_9', at, text: 'Called: wants it blue' },
        { type: 'tags', added: ['a', 'b'], removed: [] },
        { type: 'tags', added: [], removed: ['a'] },
      ],
    })
    const told = store.published.filter(({ type }) => /order-(noted|tagged)/.test(type))
    expect(told.map(({ type }) => type.split('.')[2])).toEqual([
      'order-noted',
      'order-tagged',
      'order-tagged',
    ])
    expect(JSON.stringify(told)).not.toContain('blue')
  })

  it('are set only if nothing changed the order since they were read', async () => {
    const { send, staff, put } = await three()
    const read = async () => await send('GET /api/orders/ord_1/staff', staff)
    const seen = await read()
    const etag = seen.headers.get('etag') ?? ''
    expect(await seen.json()).toMatchObject({ version: Number(etag.slice(1, -1)) })
    const set = (tags: string[]) =>
      send('PUT /api/orders/ord_1/tags', {
        ...{ ...staff, body: { tags }, headers: { 'if-match': etag } },
      })
    const first = await set(['fragile'])
    expect([first.status, first.headers.get('etag') !== etag]).toEqual([200, true])
    const late = await set(['gift'])
    expect([late.status, await late.json()]).toMatchObject([412, { code: 'precondition_failed' }])
    expect(await (await read()).json()).toMatchObject({ tags: ['fragile'] })
    // without a version the list is the last word
    expect((await put('/api/orders/ord_1/tags', { tags: ['gift'] })).status).toBe(200)
  })

  it('are for staff: the customer sees neither them nor that they are there', async () => {
    const { send, put } = await three()
    await put('/api/orders/ord_1/tags', { tags: ['difficult'] })
    for (const path of ['', '/tracking']) {
      const seen = await send(`GET /api/orders/ord_1${path}`)
      expect(await seen.text()).not.toContain('difficult')
    }
    expect((await send('GET /api/orders/ord_1/staff')).status).toBe(403)
    expect((await send('GET /api/orders/ord_1/staff', { as: 'nobody' })).status).toBe(401)
    const { status } = await send('PUT /api/orders/ord_1/tags', { body: { tags: [] } })
    expect(status).toBe(403)
  })
})

describe('the file for a spreadsheet', () => {
  it('has a line for each order that is found, in the language asked for', async () => {
    const { send, staff } = await three()
    const ask = async (query: string) => {
      const answer = await send(`GET /api/orders/export?${query}`, staff)
      // not `text()`, which drops the byte order mark
      return {
        answer,
        lines: Buffer.from(await answer.arrayBuffer())
          .toString()
          .split('\r\n'),
      }
    }
    const french = await ask('sort=total&minTotal=1500')
    expect(french.answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(french.answer.headers.get('content-disposition')).toContain('orders-2026-11-21.csv')
    expect(french.lines).toHaveLength(4)
    expect(french.lines[0]?.startsWith('\ufeff"Numéro";"Passée le (UTC)"')).toBe(true)
    expect(french.lines[1]).toContain('"20,00"')
    expect((await ask('locale=en')).lines[1]).toContain('"20.00"')
    expect((await send('GET /api/orders/export')).status).toBe(403)
  })

  it.each(['=1+1', '+33601020304', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\r=1'])(
    'runs no formula of a shopper: %j',
    (recipient) => {
      const order = anOrder({ shippingAddress: { ...anOrder().shippingAddress, recipient } })
      expect(csvLine(order, 'en')).toContain(`"'${recipient}"`)
    },
  )

  it('keeps a line of what holds quotes, separators and breaks', () => {
    const recipient = 'Ada "The; First",\nEsq.'
    const order = anOrder({ shippingAddress: { ...anOrder().shippingAddress, recipient } })
    expect(csvLine(order, 'fr')).toContain('"Ada ""The; First"",\nEsq."')
    expect(csvHead('fr').split(';')).toHaveLength(csvHead('en').split(',').length)
  })
})

describe('a search in ten thousand orders', () => {
  const took: string[] = []
  afterAll(() => {
    for (const line of took) console.info(line)
  })
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    rowOf({
      ...{ id: `ord_${n}`, version: 1 },
      data: anOrder({
        ...{ orderId: `ord_${n}`, number: `CMD-${n}`, totals: totals(n) },
        placedAt: new Date(Date.parse(at) - n * 60_000).toISOString(),
      }),
    }),
  )

  it.each([
    ['newest', {}],
    ['by amount', { minTotal: 2_000, sort: '-total' as const }],
    ['by words', { q: 'camille lyon mug' }],
  ])('takes milliseconds: %s', (name, filters) => {
    const startedAt = performance.now()
    const found = findRows(rows, filters)
    pageOf(found, filters, { limit: 20 })
    const sums = sumsOf(found)
    const ms = performance.now() - startedAt
    took.push(`${name}: ${sums.count} found in ${ms.toFixed(1)} ms`)
    expect(sums.count).toBe(name === 'by amount' ? 8_000 : 10_000)
    expect(ms).toBeLessThan(2_000)
  })

  it('finds the same as a look at each order', () => {
    const filters = { minTotal: 500, maxTotal: 600, sort: 'total' as const }
    const matches = createMatcher(filters)
    const { compare, placeOf } = createOrdering('total')
    const found = findRows(rows, filters)
    expect(found).toHaveLength(101)
    expect(found.every(matches)).toBe(true)
    for (const [n, row] of found.slice(1).entries()) {
      const before = found[n]
      expect(before && compare(placeOf(before), placeOf(row)) < 0).toBe(true)
    }
  })
})
