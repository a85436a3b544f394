import { PickupDecision, type PickupPoint } from '@comptoir/contracts/shipping/pickup-schemas'
import { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { eraseRecipient, type LiveShipment, recordTracking } from '../shipment/shipment.ts'

const { verify } = createTestVerifier()
const appToken = 'app-token'
const fromOrders = appTokenHeaders(appToken, 'orders')
const shop: PickupPoint = {
  ...{ pointId: 'FR-75010-1', name: 'Tabac de la Gare', kind: 'shop', isOpen: true },
  address: { line1: '2 place de la Gare', postalCode: '75010', city: 'Paris', countryCode: 'FR' },
  ...{ maxParcelGrams: 15_000, openingHours: [], closures: [] },
}

function createShipping() {
  const test = createTestDispatch()
  const app = createApp({ ...test, verify, appToken })
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: z.unknown().parse(await answer.json()) }
  }
  const choose = async (more: object = {}) => {
    const choice = {
      ...{ pointId: shop.pointId, optionId: 'point-relais' },
      ...{ countryCode: 'FR', postalCode: '75011', weightGrams: 800, ...more },
    }
    return await send('/internal/pickup-points/choices', choice, fromOrders)
  }
  const quote = async (weightGrams = 800) => {
    const to = { countryCode: 'FR', postalCode: '75010' }
    const itemsTotal = { amount: 2_000, currency: 'EUR' }
    const { body } = await send('/api/shipping-rates/quote', { ...to, weightGrams, itemsTotal })
    return z.object({ options: z.array(ShippingOption) }).parse(body).options
  }
  test.points.set(shop.pointId, shop)
  return { ...test, app, choose, quote }
}

describe('pickup points', () => {
  it('are found by shop fronts, and one is read by its id', async () => {
    const { app } = createShipping()
    const found = await app.request('/api/pickup-points?postalCode=75010')
    expect(await found.json()).toEqual({ points: [shop] })
    expect((await app.request('/api/pickup-points/FR-75010-1')).status).toBe(200)
    expect((await app.request('/api/pickup-points/nowhere')).status).toBe(404)
    const nowhere = await app.request('/api/pickup-points')
    expect(await nowhere.json()).toMatchObject({ errors: [{ field: 'postalCode' }] })
  })

  it('say that they cannot be asked for while their network is away; delivery goes on', async () => {
    const { app, quote, network } = createShipping()
    network.away = true
    const refused = await app.request('/api/pickup-points?postalCode=75010')
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'dependency_unavailable' })
    expect((await quote()).map(({ kind, unavailable }) => [kind, unavailable])).toEqual([
      ['home', undefined],
      ['express', undefined],
      ['pickup', true],
    ])
  })
})

describe('the choice of a pickup point', () => {
  const statusOf = ({ body }: { body: unknown }) => PickupDecision.parse(body).status

  it('is taken with its address, which nobody but orders asks for', async () => {
    const { choose, app } = createShipping()
    const { pointId, name, address } = shop
    expect((await choose()).body).toEqual({ status: 'taken', point: { pointId, name, address } })
    const outside = await app.request('/internal/pickup-points/choices', { method: 'POST' })
    expect(outside.status).toBe(403)
  })

  it('is refused for a point that is unknown, closed, too small, or in another zone', async () => {
    const { choose, points } = createShipping()
    expect(statusOf(await choose({ pointId: 'nowhere' }))).toBe('unknown')
    expect(statusOf(await choose({ weightGrams: 15_000 }))).toBe('taken')
    expect(statusOf(await choose({ weightGrams: 15_001 }))).toBe('too_heavy')
    expect(statusOf(await choose({ postalCode: '20090' }))).toBe('other_zone')
    expect(statusOf(await choose({ optionId: 'colis-standard' }))).toBe('taken')
    points.set(shop.pointId, { ...shop, closures: [{ from: '2026-11-20', to: '2026-12-05' }] })
    expect(statusOf(await choose())).toBe('closed')
    points.set(shop.pointId, { ...shop, closures: [{ from: '2026-11-20', to: '2026-11-25' }] })
    expect(statusOf(await choose())).toBe('taken')
    points.set(shop.pointId, { ...shop, isOpen: false })
    expect(statusOf(await choose())).toBe('closed')
  })

  it('is offered for one parcel only', async () => {
    const { quote } = createShipping()
    expect((await quote(20_000)).map(({ kind }) => kind)).toContain('pickup')
    expect((await quote(20_001)).map(({ kind }) => kind)).toEqual(['home', 'express'])
  })
})

describe('the shipment of an order to a pickup point', () => {
  const { pointId, name, address } = shop
  const pickupPoint = { pointId, name, address }

  it('goes to the point in the name of its recipient, and forgets both with the account', async () => {
    const { dispatch, shipments } = createShipping()
    const order = sampleOrder({ shippingAddress: { phone: '+33612345678' } })
    await dispatch.create({ ...order, shippingLine: { ...order.shippingLine, pickupPoint } })
    const shipment = (await shipments.get('shp_01'))?.data as LiveShipment
    expect(shipment.to).toEqual({
      ...{ recipient: 'Camille Lefèvre', company: 'Tabac de la Gare', ...address },
      phone: '+33612345678',
    })
    expect(shipment.pickupPoint).toEqual(pickupPoint)
    const at = '2026-11-21T10:00:00.000Z'
    const arrived = recordTracking(shipment, [{ code: 'delivered', at }], at)?.next
    const erased = eraseRecipient(arrived ?? shipment)
    expect(JSON.stringify(erased)).not.toContain('Tabac')
  })
})
