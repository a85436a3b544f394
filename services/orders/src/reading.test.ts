import { orderNumberFrom } from '@comptoir/contracts/orders/numbering/order-number'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { anOrder, at, eur } from '../test/samples.ts'
import { appToken, createAppTwin } from '../test/twins/app-twin.ts'
import { move } from './order/order.ts'
import { recordParcel } from './parcels/order-parcels.ts'

type Page = { items: { orderId: string }[]; nextCursor?: string }
const paths = ['/api/orders/ord_1', '/api/orders/ord_1/tracking', '/api/orders/ord_1/events']

describe('an order', () => {
  it.each(paths)('does not exist for others: %s', async (path) => {
    const twin = createAppTwin()
    await twin.seed()
    const stranger = await twin.send(`GET ${path}`, { as: 'usr_2' })
    expect([stranger.status, ((await stranger.json()) as { code: string }).code]).toEqual([
      404,
      'not_found',
    ])
    expect((await twin.send(`GET ${path}`, { as: 'nobody' })).status).toBe(401)
    expect((await twin.send(`GET ${path}`, { as: 'usr_9', roles: ['staff'] })).status).toBe(200)
    expect((await twin.send(`GET ${path}`)).status).toBe(200)
  })

  it('is read by support with its notes, and not acted on', async () => {
    const twin = createAppTwin()
    await twin.seed()
    const help = { as: 'usr_help', roles: ['support' as const] }
    for (const path of [...paths, '/api/orders/ord_1/staff'])
      expect([path, (await twin.send(`GET ${path}`, help)).status]).toEqual([path, 200])
    const listed = (await (await twin.send('GET /api/orders?userId=usr_1', help)).json()) as Page
    expect(listed.items.map(({ orderId }) => orderId)).toEqual(['ord_1'])
    const acts = { 'POST /api/orders/ord_1/cancel': 404, 'PUT /api/orders/ord_1/tags': 403 }
    for (const [operation, status] of Object.entries(acts))
      expect([operation, (await twin.send(operation, { ...help, body: {} })).status]).toEqual([
        ...[operation, status],
      ])
  })

  it('shows nothing that is kept for ourselves', async () => {
    const twin = createAppTwin()
    const undoing = { status: 'rejected' as const, reason: 'out_of_stock' }
    await twin.seed({ traceparent: '00-a-b-01', undoing })
    const body = (await (await twin.send('GET /api/orders/ord_1')).json()) as object
    const kept = ['placementKey', 'traceparent', 'undoing', 'eventVersions', 'schemaVersion']
    expect(Object.keys(body).filter((name) => kept.includes(name))).toEqual([])
  })

  it('is tracked by its timeline and its parcels', async () => {
    const twin = createAppTwin()
    await twin.seed({ status: 'processing' })
    const fact = { status: 'in_transit' as const, at, version: 2, trackingNumber: 'T1' }
    await twin.orders.change('ord_1', (order) =>
      recordParcel(order, { ...fact, tracking: { code: 'handed_over', location: 'Lyon' } }),
    )
    const body = (await (await twin.send('GET /api/orders/ord_1/tracking')).json()) as object
    expect(body).toMatchObject({
      status: 'shipped',
      parcels: [{ trackingNumber: 'T1', status: 'in_transit', events: [{ location: 'Lyon' }] }],
    })
  })
})

describe('the list of orders', () => {
  const some = [
    { orderId: 'ord_1', placedAt: '2026-11-19T10:00:00.000Z', status: 'confirmed' as const },
    { orderId: 'ord_2', placedAt: '2026-11-20T10:00:00.000Z' },
    { orderId: 'ord_3', placedAt: at, userId: 'usr_2' },
  ]

  async function three() {
    const twin = createAppTwin()
    for (const order of some) await twin.seed(order)
    const list = async (query: string, roles: ('customer' | 'staff')[] = ['customer']) => {
      const page = (await (await twin.send(`GET /api/orders${query}`, { roles })).json()) as Page
      return { ids: page.items.map(({ orderId }) => orderId), nextCursor: page.nextCursor }
    }
    return { ...twin, list }
  }

  it('has one’s own, newest first, whatever user one asks for', async () => {
    const { list } = await three()
    expect((await list('')).ids).toEqual(['ord_2', 'ord_1'])
    expect((await list('?userId=usr_2')).ids).toEqual(['ord_2', 'ord_1'])
  })

  it('has all of them for staff, by user, state and time', async () => {
    const { list } = await three()
    expect((await list('', ['staff'])).ids).toEqual(['ord_3', 'ord_2', 'ord_1'])
    expect((await list('?userId=usr_2', ['staff'])).ids).toEqual(['ord_3'])
    expect((await list('?status=confirmed', ['staff'])).ids).toEqual(['ord_1'])
    expect((await list('?from=2026-11-20T00:00:00Z', ['staff'])).ids).toEqual(['ord_3', 'ord_2'])
    expect((await list('?to=2026-11-20T23:00:00Z&userId=usr_1', ['staff'])).ids).toEqual([
      'ord_2',
      'ord_1',
    ])
  })

  it('comes in pages', async () => {
    const { list } = await three()
    for (const query of ['?limit=2', '?limit=2&from=2026-11-01T00:00:00Z']) {
      const first = await list(query, ['staff'])
      const second = await list(`${query}&cursor=${first.nextCursor}`, ['staff'])
      expect([first.ids, second.ids]).toEqual([['ord_3', 'ord_2'], ['ord_1']])
      expect(second.nextCursor).toBeUndefined()
    }
  })

  it('reads no more of a time than a page', async () => {
    const { list, store } = await three()
    store.ledger.range = async () => {
      throw new Error('the whole range')
    }
    const page = await list('?limit=1&from=2026-11-01T00:00:00Z&to=2026-11-20T23:00:00Z', ['staff'])
    expect(page.ids).toEqual(['ord_2'])
  })

  it('finds a number however it is typed, and an id; but not a stranger’s', async () => {
    const { list, orders } = await three()
    const number = orderNumberFrom(new Uint8Array([7, 20, 3, 21, 9, 2, 24]))
    await orders.change('ord_2', (order) => ({ ...order, number }))
    const typed = number.toLowerCase().replaceAll('-', ' ')
    expect((await list(`?q=${encodeURIComponent(typed)}`)).ids).toEqual(['ord_2'])
    expect((await list('?q=ord_1')).ids).toEqual(['ord_1'])
    expect((await list('?q=ord_3')).ids).toEqual([])
    expect((await list('?q=ord_3', ['staff'])).ids).toEqual(['ord_3'])
  })
})

describe('the live stream', () => {
  async function read(response: Response, until: string): Promise<string> {
    let seen = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      seen += decoder.decode(chunk, { stream: true })
      if (seen.includes(until)) break
    }
    return seen
  }
  const ids = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]))

  it('starts with what was, after the last event seen, then follows in order', async () => {
    const twin = createAppTwin()
    await twin.seed()
    await twin.orders.change('ord_1', (order) => move(order, 'awaiting_payment', { at }))
    const response = await twin.send('GET /api/orders/ord_1/events', {
      headers: { 'last-event-id': '1' },
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    setTimeout(async () => {
      await twin.orders.change('ord_1', (order) => move(order, 'confirmed', { at }))
      await twin.orders.change('ord_1', (order) => move(order, 'processing', { at }))
    }, 5)
    const text = await read(response, '"processing"')
    expect(ids(text)).toEqual([2, 3, 4])
    expect(text).toContain('event: order\n')
  })

  it('puts events in order that were announced crosswise', async () => {
    const twin = createAppTwin()
    await twin.seed()
    const response = await twin.send('GET /api/orders/ord_1/events')
    setTimeout(async () => {
      const later = { id: '3', type: 'order', data: {} }
      await twin.live.announce('order:ord_1', later)
      await twin.orders.change('ord_1', (order) => move(order, 'awaiting_payment', { at }))
      await twin.orders.change('ord_1', (order) => move(order, 'confirmed', { at }))
    }, 5)
    expect(ids(await read(response, '"confirmed"'))).toEqual([1, 2, 3])
  })
})

describe('open orders', () => {
  it('are counted for accounts only', async () => {
    const twin = createAppTwin()
    await twin.seed({ status: 'confirmed' })
    await twin.seed({ ...anOrder({ orderId: 'ord_2', status: 'delivered' }) })
    const ask = (caller: string) =>
      twin.app.request('/internal/users/usr_1/open-orders', {
        headers: appTokenHeaders(appToken, caller),
      })
    expect(await (await ask('accounts')).json()).toEqual({ open: 1 })
    expect((await ask('carts')).status).toBe(403)
  })
})

describe('an earlier order', () => {
  it('is one that was confirmed, cancelled since or not, and said to promotions only', async () => {
    const twin = createAppTwin()
    await twin.seed({ ...anOrder({ orderId: 'ord_1', status: 'pending' }) })
    const ask = (caller: string, userId = 'usr_1') =>
      twin.app.request(`/internal/users/${userId}/earlier-order`, {
        headers: appTokenHeaders(appToken, caller),
      })
    expect(await (await ask('promotions')).json()).toEqual({})
    await twin.orders.change('ord_1', (order) =>
      move(move(order, 'awaiting_payment', { at }), 'confirmed', { at }),
    )
    const earlier = { orderId: 'ord_1', orderedAt: at }
    expect(await (await ask('promotions')).json()).toEqual({ earlier })
    await twin.orders.change('ord_1', (order) => move(order, 'processing', { at }))
    expect(await (await ask('promotions')).json()).toEqual({ earlier })
    expect(await (await ask('promotions', 'usr_2')).json()).toEqual({})
    expect((await ask('carts')).status).toBe(403)
  })
})

describe('the basis of a refund', () => {
  it('says to payments alone whether a parcel has left, and what lines cost', async () => {
    const twin = createAppTwin()
    await twin.seed({ status: 'processing' })
    const ask = (caller: string, orderId = 'ord_1') =>
      twin.app.request(`/internal/orders/${orderId}/refund-basis`, {
        headers: appTokenHeaders(appToken, caller),
      })
    expect(await (await ask('payments')).json()).toEqual({
      ...{ orderId: 'ord_1', status: 'processing', sent: false },
      lines: [{ sku: 'MUG', quantity: 2, unitPrice: eur(1200), gross: eur(2400) }],
    })
    await twin.orders.change('ord_1', (order) =>
      recordParcel(order, { status: 'in_transit', at, version: 2 }),
    )
    expect(await (await ask('payments')).json()).toMatchObject({ sent: true })
    expect((await ask('billing')).status).toBe(403)
    expect((await ask('payments', 'ord_none')).status).toBe(404)
  })
})

describe('the sagas of an order', () => {
  it('are shown to the gateway alone, those that there are', async () => {
    const twin = createAppTwin()
    await twin.seed()
    const ask = (caller: string) =>
      twin.app.request('/internal/orders/ord_1/sagas', {
        headers: appTokenHeaders(appToken, caller),
      })
    expect((await ask('billing')).status).toBe(403)
    const { sagas } = (await (await ask('gateway')).json()) as { sagas: object[] }
    expect(sagas).toMatchObject([
      { instanceId: 'ord_1', status: 'completed', steps: [{ name: 'openOrder', tookMs: 5 }] },
    ])
  })
})
