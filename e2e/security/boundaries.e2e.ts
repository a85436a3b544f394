import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { openJourney } from '../src/journey.ts'
import { buy, fillCart, register, sell } from '../src/shopper.ts'

const { platform, api, direct, staff } = await openJourney()

describe('what belongs to someone else', () => {
  it('answers 404: order, tracking, invoice, payment, shipment, cart', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order, cartId } = await buy(api, sku)
    const other = await register(api)
    const things = [
      `/api/orders/${order.orderId}`,
      `/api/orders/${order.orderId}/tracking`,
      `/api/orders/${order.orderId}/events`,
      `/api/invoices/${order.invoice.invoiceId}`,
      `/api/invoices/${order.invoice.invoiceId}/pdf`,
      `/api/payment-intents/${order.payment.paymentIntentId}`,
      `/carts/${cartId}`,
    ]
    for (const path of things) {
      const refused = await api(`GET ${path}`, { token: other.token })
      expect([path, refused.status]).toEqual([path, 404])
    }
    expect((await api(`GET /api/orders/${order.orderId}`, { token: shopper.token })).status).toBe(
      200,
    )
  })

  it('cannot be cancelled or paid by another', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { order } = await buy(api, sku)
    const other = await register(api)
    expect(
      (await api(`POST /api/orders/${order.orderId}/cancel`, { token: other.token, body: {} }))
        .status,
    ).toBe(404)
    expect((await api(`DELETE /api/orders/${order.orderId}`, { token: other.token })).status).toBe(
      404,
    )
  })
})

describe('the inside of the platform', () => {
  it('is not reachable through the gateway, even with the app token of the platform', async () => {
    const headers = { 'dapr-api-token': platform.appApiToken, 'dapr-caller-app-id': 'orders' }
    for (const operation of ['GET /internal/log', 'PUT /internal/reservations/res_x/release']) {
      for (const answer of [await api(operation), await api(operation, { headers })]) {
        expect(answer.body).toMatchObject({
          code: expect.stringMatching(/^(forbidden|not_found)$/),
        })
        expect([403, 404]).toContain(answer.status)
      }
    }
  })

  it('refuses a direct call without the app token, whatever its caller header says', async () => {
    const inventory = direct(9003)
    const forged = { 'dapr-caller-app-id': 'orders', 'dapr-api-token': 'guess' }
    expect(
      (await inventory('PUT /internal/reservations/res_x/release', { headers: forged })).status,
    ).toBe(403)
    const delivery = `POST /events/${OrderConfirmed.type}`
    expect((await inventory(delivery, { headers: forged, body: {} })).status).toBe(403)
  })
})

describe('the fault kit', () => {
  it('is in no process of a normal start, not even for who has the app token', async () => {
    const headers = {
      'dapr-api-token': platform.appApiToken,
      'dapr-caller-app-id': 'gateway',
    }
    for (const port of [9003, 9005, 9006]) {
      const known = await direct(port)('GET /internal/consumption', { headers })
      const refused = await direct(port)('GET /internal/faults', { headers })
      expect([known.status, refused.status]).toEqual([200, 403])
    }
  })
})

describe('a service called directly', () => {
  it('answers as the gateway does', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const through = await api(`GET /api/orders/${order.orderId}/tracking`, { token: shopper.token })
    const straight = await direct(9005)(`GET /api/orders/${order.orderId}/tracking`, {
      token: shopper.token,
    })
    expect(straight.status).toBe(through.status)
    expect(Object.keys(straight.body as object)).toEqual(Object.keys(through.body as object))
  })

  it('answers problems in the same form', async () => {
    const through = await api<{ code: string }>('GET /api/orders')
    const straight = await direct(9005)<{ code: string }>('GET /api/orders')
    expect([through.status, through.body.code]).toEqual([401, 'unauthenticated'])
    expect([straight.status, straight.body.code]).toEqual([401, 'unauthenticated'])
  })
})

describe('a guest cart', () => {
  it('is readable with its token only, and merges into the account at log-in', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 9 })
    const created = await api<{ cartId: string; cartToken: string }>('PUT /cart', {
      body: { lines: [{ sku, quantity: 3 }] },
    })
    const { cartId, cartToken } = created.body
    expect((await api(`GET /cart/${cartId}`)).status).toBe(404)
    expect(
      (await api(`GET /cart/${cartId}`, { headers: { 'cart-token': cartToken } })).status,
    ).toBe(200)

    const shopper = await register(api)
    await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const merged = await api<{ cartId: string; lines: { sku: string; quantity: number }[] }>(
      `POST /carts/${cartId}/merge`,
      { token: shopper.token, headers: { 'cart-token': cartToken } },
    )
    expect(merged.status).toBe(200)
    expect(merged.body.lines).toMatchObject([{ sku, quantity: 3 }])
  })
})
