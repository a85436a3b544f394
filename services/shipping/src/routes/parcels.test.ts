import { Shipment } from '@comptoir/contracts/shipping/schemas'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { recordTracking } from '../shipment/shipment.ts'

const appToken = 'app-token'
const { verify, headersFor } = createTestVerifier()
const camille = await headersFor({ id: 'usr_camille' })
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const fromOrders = appTokenHeaders(appToken, 'orders')
const division = {
  by: 'hand',
  parcels: [
    { lines: [{ sku: 'SKU-1', quantity: 1 }] },
    { lines: [{ sku: 'SKU-1', quantity: 1 }], hold: true },
  ],
}

async function createShipping() {
  const test = createTestDispatch()
  const app = createApp({ ...test, verify, appToken })
  await test.dispatch.create(sampleOrder())
  await test.renderer.idle()
  async function call(operation: string, body?: unknown, headers = staff) {
    const [method = '', path = ''] = operation.split(' ')
    const answer = await app.request(path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    await test.renderer.idle()
    return { status: answer.status, body: (await answer.json()) as object }
  }
  const shipment = async (operation: string, body?: unknown, headers = staff) =>
    Shipment.parse((await call(operation, body, headers)).body)
  return { ...test, call, shipment }
}

describe('parcels that have not left', () => {
  const path = '/api/shipments/shp_01/parcels'

  it('are divided by staff, labelled, held, released, and told to everyone once', async () => {
    const { call, shipment, published } = await createShipping()
    const first = await shipment(`POST ${path}`, division)
    expect(first.parcels.map(({ heldAt }) => Boolean(heldAt))).toEqual([false, true])
    await shipment(`POST ${path}`, division)
    expect(published().filter((name) => name === 'parcels-changed')).toHaveLength(1)
    const [one, two] = (await shipment('GET /api/shipments/shp_01')).parcels
    expect([one?.label, two?.label]).toEqual([expect.anything(), undefined])
    await call(`POST ${path}/2/release`)
    const released = await shipment('GET /api/shipments/shp_01')
    expect(released.parcels.map(({ status }) => status)).toEqual(['label_created', 'label_created'])
    expect(released.parcels[1]?.label).toBeDefined()
  })

  it('that went wrong are resolved by staff', async () => {
    const { call, shipment, shipments, clock } = await createShipping()
    const { trackingNumber = '' } = await shipment('GET /api/shipments/shp_01')
    const at = clock().toISOString()
    const lost = [{ code: 'lost', at, trackingNumber }] as const
    await shipments.update('shp_01', (state) => recordTracking(state, lost, at))
    const resolve = (headers = staff) =>
      call(`PUT ${path}/1/resolution`, { kind: 'write_off' }, headers)
    expect((await resolve(camille)).status).toBe(403)
    expect((await resolve()).status).toBe(200)
    const { parcels } = await shipment('GET /api/shipments/shp_01')
    expect(parcels[0]?.resolution).toMatchObject({ kind: 'write_off' })
  })

  it('get another label: the old number is nobody’s any more', async () => {
    const { call, shipment } = await createShipping()
    const { trackingNumber } = await shipment('GET /api/shipments/shp_01')
    const replaced = await shipment(`POST ${path}/1/label`, { trackingNumber })
    expect(replaced.parcels[0]?.voided).toEqual([{ trackingNumber, at: expect.any(String) }])
    expect((await call(`GET /api/tracking/${trackingNumber}`)).status).toBe(404)
    expect((await call(`GET /api/tracking/${replaced.trackingNumber}`)).status).toBe(200)
    const again = await shipment(`POST ${path}/1/label`, { trackingNumber })
    expect(again.trackingNumber).toBe(replaced.trackingNumber)
  })

  it('are for staff, of a shipment and a parcel that there are, divided as a whole', async () => {
    const { call } = await createShipping()
    expect((await call(`POST ${path}`, division, camille)).status).toBe(403)
    expect((await call('POST /api/shipments/shp_99/parcels', division)).status).toBe(404)
    expect((await call(`POST ${path}/7/release`)).status).toBe(404)
    const part = { by: 'hand', parcels: division.parcels.slice(0, 1) }
    expect(await call(`POST ${path}`, part)).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'parcels', code: 'missing' }] } },
    })
    expect((await call(`POST ${path}/1/label`, { trackingNumber: 'CP0' })).status).toBe(409)
  })
})

describe('a further shipment of an order', () => {
  const path = '/internal/shipments/shp_01_2'
  const asked = {
    orderId: 'ord_01',
    purpose: 'exchange',
    lines: [{ sku: 'SKU-1', quantity: 1 }],
  }

  it('is made once under the id that the caller gives, and listed with the first', async () => {
    const { shipment, call, published } = await createShipping()
    const made = await shipment(`PUT ${path}`, asked, fromOrders)
    expect(made).toMatchObject({ shipmentId: 'shp_01_2', purpose: 'exchange', status: 'pending' })
    const again = await shipment(`PUT ${path}`, asked, fromOrders)
    expect(again).toMatchObject({ trackingNumber: made.trackingNumber, status: 'label_created' })
    expect(published().filter((name) => name === 'shipment-created')).toHaveLength(2)
    const { body } = await call('GET /api/shipments?orderId=ord_01', undefined, camille)
    expect(body).toMatchObject({ items: [{ purpose: 'order' }, { purpose: 'exchange' }] })
  })

  it('goes to the shop when it is a return, and may bring what was not ordered', async () => {
    const { shipment } = await createShipping()
    const first = await shipment('GET /api/shipments/shp_01')
    const back = await shipment(`PUT ${path}`, { ...asked, purpose: 'return' }, fromOrders)
    expect([back.from, back.to]).toEqual([first.to, first.from])
    const other = { sku: 'BLUE', quantity: 1, title: { fr: 'Bleu' }, weightGrams: 900 }
    const exchange = { ...asked, lines: [other] }
    const made = await shipment('PUT /internal/shipments/shp_01_x1', exchange, fromOrders)
    expect(made.parcels).toMatchObject([{ weightGrams: 900, lines: [{ sku: 'BLUE' }] }])
  })

  it('is refused to others, with an id of something else, of no order, and for unknown goods', async () => {
    const { call } = await createShipping()
    await call(`PUT ${path}`, asked, fromOrders)
    const statusOf = async (operation: string, body: object, headers = fromOrders) =>
      (await call(operation, body, headers)).status
    expect(await statusOf(`PUT ${path}`, asked, staff)).toBe(403)
    expect(await statusOf(`PUT ${path}`, { ...asked, purpose: 'return' })).toBe(409)
    expect(await statusOf('PUT /internal/shipments/shp_02_2', asked)).toBe(400)
    expect(await statusOf('PUT /internal/shipments/shp_01', asked)).toBe(400)
    const unknown = { ...asked, orderId: 'ord_77' }
    expect(await statusOf('PUT /internal/shipments/shp_77_2', unknown)).toBe(404)
    const blue = { ...asked, lines: [{ sku: 'BLUE', quantity: 1 }] }
    expect(await statusOf('PUT /internal/shipments/shp_01_3', blue)).toBe(400)
  })
})
