import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDispatch } from '../test/dispatch.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { createApp } from './app.ts'
import { trackingNumberOf } from './shipment/tracking-number.ts'

const appToken = 'app-token'
const { verify, headersFor } = createTestVerifier()
const camille = await headersFor({ id: 'usr_camille' })
const other = await headersFor({ id: 'usr_other' })
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const fromOrders = appTokenHeaders(appToken, 'orders')
const number = trackingNumberOf('shp_01', 0)

/** What the answers of these tests may hold. */
const Body = z
  .looseObject({
    code: z.string(),
    status: z.union([z.string(), z.number()]),
    items: z.array(z.object({ shipmentId: z.string() })),
    events: z.array(z.unknown()),
    options: z.array(z.looseObject({ optionId: z.string() })),
  })
  .partial()

function createShipping() {
  const test = createTestDispatch()
  const app = createApp({ ...test, verify, appToken })

  async function send(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
  ) {
    const { method = 'GET', headers = {}, body } = init
    const answer = await app.request(path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: Body.parse(await answer.json()) }
  }
  const get = (path: string, headers: Record<string, string> = {}) => send(path, { headers })
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', headers, body })
  const cancel = (headers: Record<string, string>, orderId = 'ord_01') =>
    send('/internal/shipments/shp_01/cancel', {
      method: 'PUT',
      headers,
      body: { orderId, reason: 'order_cancelled' },
    })
  async function shipped() {
    await test.dispatch.create(sampleOrder())
    await test.renderer.idle()
  }
  return { ...test, app, get, post, cancel, shipped }
}

describe('POST /api/shipping-rates/quote', () => {
  it('quotes to everybody, and nothing where nothing ships', async () => {
    const { post } = createShipping()
    const parcel = { weightGrams: 500, itemsTotal: { amount: 1_000, currency: 'EUR' } }
    const quote = (countryCode: string, postalCode: string) =>
      post('/api/shipping-rates/quote', { ...parcel, countryCode, postalCode })
    const { body } = await quote('FR', '75010')
    expect(body.options?.map(({ optionId }) => optionId)).toEqual([
      'colis-standard',
      'colis-express',
      'point-relais',
    ])
    expect(body.options).toMatchObject([
      { delivery: { dispatchOn: '2026-11-23', from: '2026-11-25', to: '2026-11-27' } },
      { delivery: { orderBefore: '2026-11-23T13:00:00.000Z', to: '2026-11-24' } },
      { delivery: { to: '2026-11-30' } },
    ])
    expect((await quote('DE', '10115')).body.options).toEqual([])
    expect((await quote('France', '75010')).body.code).toBe('invalid_request')
  })
})

describe('GET /api/carriers', () => {
  it('names carriers with what they offer', async () => {
    const { body } = await createShipping().get('/api/carriers')
    expect(body).toMatchObject({
      carriers: [
        { code: 'colis-france', options: [{ zones: ['mainland', 'monaco', 'corsica'] }] },
        { code: 'express-france' },
        { code: 'relais-france', options: [{ kind: 'pickup', maxParcelGrams: 20_000 }] },
      ],
    })
  })
})

describe('GET /api/shipments', () => {
  it('lists to customers their own, to staff all', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    await shipping.dispatch.create(sampleOrder({ orderId: 'ord_02', userId: 'usr_other' }))
    const idsFor = async (headers: Record<string, string>, query = '') => {
      const { body } = await shipping.get(`/api/shipments${query}`, headers)
      return body.items?.map((item) => item.shipmentId).sort()
    }
    expect(await idsFor(camille)).toEqual(['shp_01'])
    expect(await idsFor(camille, '?orderId=ord_02')).toEqual([])
    expect(await idsFor(staff)).toEqual(['shp_01', 'shp_02'])
    expect(await idsFor(staff, '?userId=usr_camille&status=label_created')).toEqual(['shp_01'])
    expect(await idsFor(staff, '?orderId=ord_02')).toEqual(['shp_02'])
    expect((await shipping.get('/api/shipments')).status).toBe(401)
    expect((await shipping.get('/api/shipments?status=mislaid', staff)).status).toBe(400)
  })
})

describe('GET /api/shipments/{shipmentId}', () => {
  it('shows a shipment to its owner and to staff, to nobody else', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    const mine = await shipping.get('/api/shipments/shp_01', camille)
    expect(mine.body).toMatchObject({ status: 'label_created', trackingNumber: number })
    expect((await shipping.get('/api/shipments/shp_01', staff)).status).toBe(200)
    expect((await shipping.get('/api/shipments/shp_01', other)).status).toBe(404)
    expect((await shipping.get('/api/shipments/shp_99', staff)).status).toBe(404)
    expect((await shipping.get('/api/shipments/shp_01')).status).toBe(401)
  })
})

describe('GET /api/shipments/{shipmentId}/label', () => {
  const path = '/api/shipments/shp_01/label'

  it('gives staff the PDF, the same bytes each time', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    const read = async () => await shipping.app.request(path, { headers: staff })
    const [first, second] = [await read(), await read()]
    expect(first.headers.get('content-type')).toBe('application/pdf')
    expect(first.headers.get('content-disposition')).toContain(number)
    const bytes = Buffer.from(await first.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.equals(Buffer.from(await second.arrayBuffer()))).toBe(true)
  })

  it('refuses customers, unknown parcels, and says when it is being made', async () => {
    const shipping = createShipping()
    await shipping.dispatch.create(sampleOrder())
    expect((await shipping.get(path, staff)).body.code).toBe('document_not_ready')
    await shipping.renderer.idle()
    expect((await shipping.get(path, camille)).status).toBe(403)
    expect((await shipping.get(`${path}?parcel=2`, staff)).status).toBe(404)
    expect((await shipping.get(`${path}?parcel=0`, staff)).status).toBe(400)
  })
})

describe('POST /api/shipments/{shipmentId}/tracking-events', () => {
  const path = '/api/shipments/shp_01/tracking-events'
  const scan = { code: 'handed_over', at: '2026-11-21T09:59:00.000Z', location: 'Saint-Denis' }

  it('records what a carrier says, once', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    shipping.passSeconds(3_600)
    const at = '2026-11-21T10:30:00.000Z'
    const first = await shipping.post(path, { ...scan, at }, staff)
    const second = await shipping.post(path, { ...scan, at }, staff)
    expect(first.body).toMatchObject({ status: 'in_transit', handedOverAt: at })
    expect(second.body).toEqual(first.body)
    expect(second.body.events).toHaveLength(2)
  })

  it('refuses customers, unknown shipments, unknown codes, and what cannot be', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    expect((await shipping.post(path, scan, camille)).status).toBe(403)
    expect((await shipping.post(path, scan)).status).toBe(401)
    expect((await shipping.post(path.replace('01', '99'), scan, staff)).status).toBe(404)
    expect((await shipping.post(path, { ...scan, code: 'mislaid' }, staff)).status).toBe(400)
    await shipping.cancel(fromOrders)
    expect((await shipping.post(path, scan, staff)).body.code).toBe('transition_refused')
  })
})

describe('GET /api/tracking/{trackingNumber}', () => {
  it('tells anybody where the parcel is, and nothing about people', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    const { body } = await shipping.get(`/api/tracking/${number.toLowerCase()}`)
    expect(body).toEqual({
      trackingNumber: number,
      carrier: 'Colis France',
      status: 'label_created',
      events: [{ code: 'label_created', at: '2026-11-21T10:00:00.000Z' }],
    })
  })

  it('knows no other number', async () => {
    const { get } = createShipping()
    expect((await get(`/api/tracking/${number}`)).status).toBe(404)
    expect((await get('/api/tracking/CP123')).status).toBe(404)
  })
})

describe('/internal/shipments/{shipmentId}', () => {
  it('answers what the shipment is now, and cancels what has not left', async () => {
    const shipping = createShipping()
    const read = async () => (await shipping.get('/internal/shipments/shp_01', fromOrders)).body
    expect(await read()).toEqual({ shipmentId: 'shp_01', status: 'unknown' })
    await shipping.shipped()
    expect(await read()).toMatchObject({ status: 'label_created', trackingNumber: number })
    expect((await shipping.cancel(fromOrders)).body.status).toBe('cancelled')
    expect((await shipping.cancel(fromOrders)).body.status).toBe('cancelled')
    expect(shipping.published().filter((name) => name === 'shipment-cancelled')).toHaveLength(1)
  })

  it('answers where the shipment is when it has left', async () => {
    const shipping = createShipping()
    await shipping.shipped()
    const at = shipping.clock().toISOString()
    await shipping.post('/api/shipments/shp_01/tracking-events', { code: 'handed_over', at }, staff)
    expect((await shipping.cancel(fromOrders)).body.status).toBe('in_transit')
  })

  it('refuses callers that are not orders, and another order’s shipment', async () => {
    const shipping = createShipping()
    expect((await shipping.cancel({})).status).toBe(403)
    expect((await shipping.cancel(appTokenHeaders(appToken, 'billing'))).status).toBe(403)
    expect((await shipping.cancel(fromOrders, 'ord_02')).status).toBe(400)
  })
})
