import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { chooseShipping, fillCart, home, place, reach, register, sell } from '../../src/shopper.ts'

const { platform, api, staff } = await openJourney()

describe('an address in other letters', () => {
  it('is refused until it says what the label prints, then its order has a label and number for each parcel', async () => {
    const sku = await sell(api, staff, {
      price: 1500,
      stock: 9,
      title: '蓝色马克杯 كوب أزرق',
      weightGrams: 20_000,
    })
    const found = await eventually(
      'the product in the search',
      () =>
        api<{ items: { title: object }[] }>(`GET /api/search?q=${encodeURIComponent('马克杯')}`),
      ({ body }) => body.items.length > 0,
    )
    expect(found.body.items[0]?.title).toEqual({ fr: '蓝色马克杯 كوب أزرق' })

    const shopper = await register(api)
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 2 }])
    const shippingOptionId = await chooseShipping(api, shopper, cartId)
    const order = (shippingAddress: object) =>
      place(api, shopper, { cartId, shippingOptionId, shippingAddress, wait: 15 })
    const there = { ...home, recipient: '李小龙' }
    const refused = await order(there)
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'shippingAddress.recipient', code: 'latin_required' }] },
    })
    const placed = await order({ ...there, latin: { recipient: 'Li Xiaolong' } })
    const { orderId, parcels } = await reach(api, shopper, placed.body.orderId, 'delivered')
    expect(parcels.map(({ status }) => status)).toEqual(['delivered', 'delivered'])
    expect(new Set(parcels.map(({ trackingNumber }) => trackingNumber)).size).toBe(2)
    for (const { trackingNumber } of parcels) {
      const tracked = await api<object>(`GET /api/tracking/${trackingNumber}`)
      expect(tracked.body).toMatchObject({ trackingNumber, status: 'delivered' })
    }
    const label = await fetch(
      `${platform.gatewayUrl}/api/shipments/${parcels[0]?.shipmentId}/label?parcel=2`,
      { headers: { authorization: `Bearer ${staff}` } },
    )
    expect(label.status).toBe(200)
    const invoice = await api<{ items: { paidWith?: object }[] }>(
      `GET /api/invoices?orderId=${orderId}`,
      { token: shopper.token },
    )
    expect(invoice.body.items[0]).toMatchObject({ status: 'finalised' })
  })
})
