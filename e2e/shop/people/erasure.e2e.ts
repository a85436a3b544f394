import { expect, inject, it } from 'vitest'
import { createApi, eventually } from '../../src/api.ts'
import { buy, fillCart, home, password, reach, sell, signIn } from '../../src/shopper.ts'

const platform = inject('platform')
const api = createApi(platform.gatewayUrl)

it('forgets the person of a deleted account in orders, shipments, payments and carts, not on the invoice', async () => {
  const staff = await signIn(api, platform.staff)
  const sku = await sell(api, staff, { price: 2000, stock: 5 })
  const { shopper, order } = await buy(api, sku)
  const { parcels } = await reach(api, shopper, order.orderId, 'delivered')
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
  const { userId } = (await api<{ userId: string }>('GET /api/me', { token: shopper.token })).body
  const deleted = await api('DELETE /api/me', { token: shopper.token, body: { password } })
  expect(deleted.status).toBe(204)

  const read = (path: string) => api(`GET ${path}`, { token: staff })
  const [parcel] = parcels
  const things = [
    `/api/orders/${order.orderId}`,
    `/api/shipments/${parcel?.shipmentId}`,
    `/api/payment-intents/${order.payment.paymentIntentId}`,
    `/api/users/${userId}`,
  ]
  const traces = [shopper.email, home.recipient, home.line1, home.city, home.postalCode, 'Durand']
  const left = async () => {
    const answers = await Promise.all(things.map(read))
    return answers.flatMap(({ status, body }, n) =>
      status === 200
        ? traces
            .filter((trace) => JSON.stringify(body).includes(trace))
            .map((trace) => [things[n], trace])
        : [[things[n], status]],
    )
  }
  await eventually('the person to be forgotten', left, (found) => found.length === 0, 30_000)

  const invoicePath = `/api/invoices/${order.invoice.invoiceId}`
  const invoice = await eventually(
    'the invoice to keep what the law asks for',
    () => read(invoicePath),
    ({ body }) => !JSON.stringify(body).includes(shopper.email),
  )
  expect(invoice.body).toMatchObject({
    status: 'finalised',
    billingAddress: { recipient: home.recipient, line1: home.line1, city: home.city },
    totals: { grandTotal: order.totals.grandTotal },
  })
  expect((await read(`${invoicePath}/pdf`)).status).toBe(200)
  expect((await read(`/api/shipments/${parcel?.shipmentId}/label`)).status).toBe(404)
  expect((await read(`/carts/${cartId}`)).status).toBe(404)
  const seen = await read(`/api/orders/${order.orderId}`)
  expect(seen.body).toMatchObject({
    userId,
    totals: { grandTotal: order.totals.grandTotal },
    shippingAddress: { countryCode: 'FR', postalCode: home.postalCode.slice(0, 2) },
  })
})
