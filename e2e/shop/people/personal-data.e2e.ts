import { describe, expect, it } from 'vitest'
import { openJourney } from '../../src/journey.ts'
import { buy, fillCart, home, reach, register, sell } from '../../src/shopper.ts'
import { collect, erase, readArchive } from '../../src/shopping/personal-data.ts'

const { platform, api, staff } = await openJourney()

describe('a person’s data', () => {
  it('gives a shopper all that every service holds of them, and nobody else', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const { parcels } = await reach(api, shopper, order.orderId, 'delivered')
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const { exportId, link } = await collect(api, shopper.token)
    const stranger = await register(api)
    const refused = await api(`GET /api/me/exports/${exportId}`, { token: stranger.token })
    expect(refused.status).toBe(404)
    const answer = await fetch(`${platform.gatewayUrl}${link?.path}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    const archive = await readArchive(answer)
    expect(archive('orders').ids).toEqual([order.orderId])
    expect(archive('carts').ids).toEqual([cartId])
    expect(archive('billing').ids).toEqual([order.invoice.invoiceId])
    expect(archive('payments').ids).toEqual([order.payment.paymentIntentId])
    expect(archive('shipping').ids).toEqual([parcels[0]?.shipmentId])
    const { text } = archive('orders')
    for (const trace of [shopper.email, home.line1]) expect(text).toContain(trace)
  })

  it('erases them in every service, and the receipt says so', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    await reach(api, shopper, order.orderId, 'delivered')
    const receipt = await erase(api, shopper.token)
    expect(receipt.services.every(({ erasedAt }) => erasedAt)).toBe(true)
    const seen = await api(`GET /api/orders/${order.orderId}`, { token: staff })
    expect(JSON.stringify(seen.body)).not.toContain(shopper.email)
  })
})
