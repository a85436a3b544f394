import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { readLedger } from '../../src/ledger.ts'
import {
  chooseShipping,
  fillCart,
  onHand,
  place,
  reach,
  register,
  sell,
} from '../../src/shopper.ts'

type Parcel = { trackingNumber: string; status: string; lines: { sku: string; quantity: number }[] }
type Shipment = { shipmentId: string; purpose: string; parcels: Parcel[] }
type Listed = { items: Shipment[] }

const { platform, api, staff } = await openJourney()

async function shipmentsOf(orderId: string): Promise<Shipment[]> {
  const { body } = await api<Listed>(`GET /api/shipments?orderId=${orderId}`, { token: staff })
  return body.items ?? []
}

/** Two heavy things, a parcel each; the second parcel is lost as soon as it is known. */
async function buyAndLose() {
  const sku = await sell(api, staff, { price: 3000, stock: 5, weightGrams: 20_000 })
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 2 }])
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const { body: order } = await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
  const { orderId } = order
  const [shipment] = await eventually(
    'the second parcel to be lost',
    async () => {
      const known = await shipmentsOf(orderId)
      const trackingNumber = known[0]?.parcels[1]?.trackingNumber
      if (!trackingNumber) return []
      const body = { code: 'lost', at: new Date().toISOString(), trackingNumber }
      const path = `/api/shipments/${known[0]?.shipmentId}/tracking-events`
      const { body: after } = await api<Shipment>(`POST ${path}`, { token: staff, body })
      return after.parcels ? [after] : []
    },
    (found) => found[0]?.parcels[1]?.status === 'lost',
    20_000,
  )
  const path = `/api/shipments/${shipment?.shipmentId}/parcels/2/resolution`
  const resolve = (kind: string) => api(`PUT ${path}`, { token: staff, body: { kind } })
  return { sku, shopper, orderId, total: order.totals.grandTotal.amount, resolve }
}

describe('an order of two parcels of which one is lost', () => {
  it('is delivered when the one that replaces it is: stock is taken once, money stays', async () => {
    const { sku, shopper, orderId, total, resolve } = await buyAndLose()
    await reach(api, shopper, orderId, 'partially_delivered')
    const answers = await Promise.all([resolve('resend'), resolve('resend')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await resolve('refund')).status).toBe(409)

    const delivered = await reach(api, shopper, orderId, 'delivered', 'completed')
    expect(delivered.parcels.map(({ status }) => status)).toEqual([
      'delivered',
      'lost',
      'delivered',
    ])
    expect((await shipmentsOf(orderId)).map(({ purpose }) => purpose)).toEqual(['order', 'resend'])
    expect(await onHand(api, staff, sku)).toMatchObject({ onHand: 2, available: 2 })
    expect(await readLedger(platform, orderId)).toMatchObject({ charged: total, refunded: 0 })
  })

  it('is delivered when its money is back, with a credit note of the line', async () => {
    const { sku, shopper, orderId, resolve } = await buyAndLose()
    await reach(api, shopper, orderId, 'partially_delivered')
    await Promise.all([resolve('refund'), resolve('refund')])
    const delivered = await reach(api, shopper, orderId, 'delivered', 'completed')
    expect(delivered.parcels.map(({ status }) => status)).toEqual(['delivered', 'lost'])
    expect(await readLedger(platform, orderId)).toMatchObject({ refunded: 3000 })
    expect(await onHand(api, staff, sku)).toMatchObject({ onHand: 3, available: 3 })
    const credited = await eventually(
      'the credit note',
      () =>
        api<{ items: { invoiceId: string }[] }>(`GET /api/credit-notes?orderId=${orderId}`, {
          token: staff,
        }),
      ({ body }) => body.items?.length === 1,
      20_000,
    )
    expect(credited.body.items[0]?.invoiceId).toMatch(/^cn_.*_p2$/)
  })
})
