import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appToken, createMemoryDeps, headersFor } from '../test/memory-deps.ts'
import { type OwnStock, startOwnStock } from '../test/own-stock.ts'
import { createApp } from './app.ts'
import { projectStock } from './reports/stock-projection.ts'

let own: OwnStock
let app: ReturnType<typeof createApp>
let project: () => Promise<number>

beforeAll(async () => {
  own = await startOwnStock()
})
afterAll(() => own.stop())
beforeEach(async () => {
  await own.empty()
  const { deps } = createMemoryDeps(own.stock)
  const { items, alerts } = deps
  app = createApp(deps)
  project = () => projectStock({ redis: own.redis, items, alerts, changed: async () => {} })
})

type Given = {
  as?: 'staff' | 'customer' | 'orders'
  body?: unknown
  headers?: Record<string, string>
}

async function call(route: string, { as, body, headers }: Given = {}) {
  const [method = '', path = ''] = route.split(' ')
  const who =
    as === 'orders'
      ? appTokenHeaders(appToken, 'orders')
      : as && (await headersFor({ id: as, roles: [as] }))
  const answer = await app.request(path, {
    method,
    headers: {
      ...who,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) }
}
const asStaff = (route: string, body?: unknown, headers?: Record<string, string>) =>
  call(route, { as: 'staff', body, ...(headers && { headers }) })

describe('staff routes', () => {
  it.each([
    ['PUT /api/stock/A', { onHand: 1 }],
    ['PUT /api/stock', { items: [{ sku: 'A', onHand: 1 }] }],
    ['PUT /api/stock/A/threshold', { lowThreshold: 1 }],
    ['GET /api/stock', undefined],
    ['GET /api/stock/A/movements', undefined],
    ['GET /api/stock-alerts', undefined],
    ['POST /api/stock-alerts/A@1/ack', undefined],
  ])('%s is refused to strangers and customers', async (route, body) => {
    expect(await call(route, { body })).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    })
    const customer = await call(route, { as: 'customer', body })
    expect(customer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  it('POST /api/stock/{sku}/movements is refused to customers', async () => {
    const body = { type: 'receipt', quantity: 1, reason: 'delivery' }
    const headers = { 'idempotency-key': 'key-0001' }
    const answer = await call('POST /api/stock/A/movements', { as: 'customer', body, headers })
    expect(answer.status).toBe(403)
  })
})

describe('PUT /api/stock/{sku}', () => {
  it('creates, then sets, and shows anyone what can be sold', async () => {
    expect((await asStaff('PUT /api/stock/A', { onHand: 5, lowThreshold: 2 })).status).toBe(201)
    const again = await asStaff('PUT /api/stock/A', { onHand: 5, lowThreshold: 2 })
    expect(again).toMatchObject({ status: 200, body: { onHand: 5, version: 1 } })
    const seen = await call('GET /api/stock/A')
    expect(seen.body).toEqual({ sku: 'A', available: 5, level: 'ok', version: 1 })
    expect(seen.headers.get('etag')).toBe('"1"')
    expect((await asStaff('GET /api/stock/A')).body).toMatchObject({ onHand: 5, lowThreshold: 2 })
  })

  it('refuses a stale If-Match and a negative quantity', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 5 })
    const stale = await asStaff('PUT /api/stock/A', { onHand: 6 }, { 'if-match': '"7"' })
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition_failed' } })
    const weird = await asStaff('PUT /api/stock/A', { onHand: 6 }, { 'if-match': 'x' })
    expect(weird.status).toBe(412)
    expect((await asStaff('PUT /api/stock/A', { onHand: 6 }, { 'if-match': '"1"' })).status).toBe(
      200,
    )
    const negative = await asStaff('PUT /api/stock/A', { onHand: -1 })
    expect(negative).toMatchObject({ status: 400, body: { errors: [{ field: 'onHand' }] } })
  })

  it('is not found before it exists', async () => {
    expect((await call('GET /api/stock/A')).status).toBe(404)
    expect((await asStaff('PUT /api/stock/A/threshold', { lowThreshold: 1 })).status).toBe(404)
    expect((await asStaff('GET /api/stock/A/movements')).status).toBe(404)
  })
})

describe('PUT /api/stock', () => {
  it('leaves items that exist alone, unless told to overwrite', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 5 })
    const items = [
      { sku: 'A', onHand: 9 },
      { sku: 'B', onHand: 3 },
    ]
    const outcomes = async (body: unknown) =>
      (await asStaff('PUT /api/stock', body)).body.items.map(
        (item: { outcome: string }) => item.outcome,
      )
    expect(await outcomes({ items })).toEqual(['unchanged', 'created'])
    expect(await outcomes({ items, overwrite: true })).toEqual(['changed', 'unchanged'])
    const tooMany = Array.from({ length: 201 }, (_, n) => ({ sku: `S${n}`, onHand: 1 }))
    expect((await asStaff('PUT /api/stock', { items: tooMany })).status).toBe(400)
  })
})

describe('POST /api/stock/availability', () => {
  it('answers every SKU asked, unknown ones with none', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 5 })
    await own.hold('res_1', 2)
    const answer = await call('POST /api/stock/availability', { body: { skus: ['A', 'Z'] } })
    expect(answer.body).toEqual({
      items: [
        { sku: 'A', available: 3 },
        { sku: 'Z', available: 0 },
      ],
    })
    expect((await call('POST /api/stock/availability', { body: { skus: [] } })).status).toBe(400)
  })
})

describe('movements', () => {
  const route = 'POST /api/stock/A/movements'
  const receipt = { type: 'receipt', quantity: 4, reason: 'delivery' }
  const once = { 'idempotency-key': 'key-0001' }

  it('are recorded once per key and listed', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 1 })
    const first = await asStaff(route, receipt, once)
    const again = await asStaff(route, receipt, once)
    expect(first).toMatchObject({
      status: 201,
      body: { onHand: 5, actor: 'staff', type: 'receipt' },
    })
    expect(again.body).toEqual(first.body)
    const { body } = await asStaff('GET /api/stock/A/movements?limit=1')
    expect(body.items).toEqual([first.body])
    const rest = await asStaff(`GET /api/stock/A/movements?cursor=${body.nextCursor}`)
    expect(rest.body.items).toMatchObject([{ quantity: 1 }])
  })

  it('are refused without a key, with a used one, below zero, with the wrong sign, for no item', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 1 })
    const codeOf = async (body: unknown, headers = once, to = route) =>
      (await asStaff(to, body, headers)).body.code
    expect((await asStaff(route, receipt)).body.code).toBe('invalid_request')
    await asStaff(route, receipt, once)
    expect(await codeOf({ ...receipt, quantity: 5 })).toBe('idempotency_key_reused')
    const key = { 'idempotency-key': 'key-0002' }
    expect(await codeOf({ ...receipt, type: 'loss', quantity: -9 }, key)).toBe('out_of_stock')
    expect(await codeOf({ ...receipt, type: 'loss', quantity: 1 }, key)).toBe('invalid_request')
    expect(await codeOf({ ...receipt, quantity: -1 }, key)).toBe('invalid_request')
    expect(await codeOf(receipt, key, 'POST /api/stock/Z/movements')).toBe('not_found')
  })
})

describe('reservations', () => {
  const path = '/internal/reservations/res_X1'
  const order = { orderId: 'ord_X1', lines: [{ sku: 'A', quantity: 2 }] }

  it('go from reserved to restocked, for orders', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 2 })
    const statusOf = async (route: string, body?: unknown) =>
      (await call(route, { as: 'orders', body })).body.status
    expect(await statusOf(`GET ${path}`)).toBe('unknown')
    expect(await statusOf(`PUT ${path}`, { ...order, holdSeconds: 60 })).toBe('reserved')
    expect(await statusOf(`PUT ${path}/secure`, order)).toBe('secured')
    expect((await own.stock.commit('res_X1')).status).toBe('committed')
    expect(await statusOf(`PUT ${path}/release`)).toBe('restocked')
    expect(await statusOf(`GET ${path}`)).toBe('restocked')
  })

  it('of what replaces a parcel are sold at once, the same once, for shipping', async () => {
    await asStaff('PUT /api/stock/R', { onHand: 3 })
    const headers = appTokenHeaders(appToken, 'shipping')
    const body = { orderId: 'ord_X1', lines: [{ sku: 'R', quantity: 2 }] }
    const sell = async (id: string) =>
      (await call(`PUT /internal/reservations/${id}/sell`, { headers, body })).body.status
    expect([await sell('res_X1_r1'), await sell('res_X1_r1')]).toEqual(['committed', 'committed'])
    expect(await sell('res_X1_r2')).toBe('refused')
    expect((await own.stock.readItem('R')).onHand).toBe(1)
  })

  it('are for orders only', async () => {
    const stranger = await call(`PUT ${path}/release`, { as: 'staff' })
    expect(stranger.status).toBe(403)
    const headers = appTokenHeaders(appToken, 'carts')
    expect((await call(`PUT ${path}/release`, { headers })).status).toBe(403)
  })
})

describe('alerts', () => {
  it('are listed, acknowledged, and close when the level is another', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 5, lowThreshold: 2 })
    await asStaff('PUT /api/stock/A', { onHand: 2 })
    await project()
    const { body } = await asStaff('GET /api/stock-alerts')
    expect(body.items).toMatchObject([{ alertId: 'A@2', sku: 'A', kind: 'low', status: 'open' }])
    const taken = await asStaff('POST /api/stock-alerts/A@2/ack')
    expect(taken.body).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'staff' })
    await asStaff('PUT /api/stock/A', { onHand: 50 })
    await project()
    const closed = await asStaff('GET /api/stock-alerts?status=closed')
    expect(closed.body.items).toMatchObject([{ alertId: 'A@2', acknowledgedBy: 'staff' }])
    expect(await asStaff('POST /api/stock-alerts/A@2/ack')).toMatchObject({
      status: 409,
      body: { code: 'transition_refused' },
    })
    expect((await asStaff('POST /api/stock-alerts/Z@1/ack')).status).toBe(404)
  })
})

describe('GET /api/stock', () => {
  it('lists documents that follow the log, by level, whatever is read twice', async () => {
    await asStaff('PUT /api/stock/A', { onHand: 5 })
    await asStaff('PUT /api/stock/B', { onHand: 0 })
    await asStaff('PUT /api/stock/A', { onHand: 7 })
    // of each, the level and its entry of the audit log
    expect(await project()).toBe(6)
    expect(await project()).toBe(0)
    await own.redis.del('{log:inventory}:projected')
    await project()
    const { body } = await asStaff('GET /api/stock')
    expect(body.items).toMatchObject([
      { sku: 'A', onHand: 7, version: 2 },
      { sku: 'B', level: 'out' },
    ])
    expect((await asStaff('GET /api/stock?level=out')).body.items).toMatchObject([{ sku: 'B' }])
    const asked = ['admin', 'carts'].map((caller) =>
      call('GET /internal/stock?level=out', {
        headers: appTokenHeaders(appToken, caller as 'admin'),
      }),
    )
    const [byAdmin, byCarts] = await Promise.all(asked)
    expect(byAdmin?.body.items).toMatchObject([{ sku: 'B', version: 1 }])
    expect(byCarts?.status).toBe(403)
  })
})

describe('looking reservations up', () => {
  it('answers staff in the order asked, unknown ones too', async () => {
    await call('PUT /api/stock/LAMP-1', { as: 'staff', body: { onHand: 5 } })
    const body = { orderId: 'ord_1', lines: [{ sku: 'LAMP-1', quantity: 2 }], holdSeconds: 60 }
    await call('PUT /internal/reservations/res_1', { as: 'orders', body })
    const ask = { body: { reservationIds: ['res_0', 'res_1'] } }
    const answer = await call('POST /api/stock/reservations/lookup', { as: 'staff', ...ask })
    expect(answer.body).toMatchObject({ items: [{ status: 'unknown' }, { status: 'reserved' }] })
    const refused = await call('POST /api/stock/reservations/lookup', { as: 'customer', ...ask })
    expect(refused.status).toBe(403)
  })
})
