import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { eventually } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { buy, fillCart, home, reach, register, type Shopper, sell } from '../src/shopper.ts'

const { platform, api, staff } = await openJourney()
const password = 'une phrase de passe assez longue'

type Export = {
  exportId: string
  status: string
  parts: { service: string; receivedAt?: string }[]
  link?: { path: string }
}
type Receipt = { completedAt?: string; services: { service: string; erasedAt?: string }[] }
type Kept = { id: string; kind: string }

async function collected({ token }: Shopper): Promise<Export> {
  const asked = await api<Export>('POST /api/me/exports', { token, body: { password } })
  expect(asked.status).toBe(202)
  const path = `GET /api/me/exports/${asked.body.exportId}`
  const ready = await eventually(
    'every service to answer',
    () => api<Export>(path, { token }),
    ({ body }) => body.status === 'ready',
    30_000,
  )
  return ready.body
}

describe('a person’s data', () => {
  it('gives a shopper all that every service holds of them, and nobody else', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    const { parcels } = await reach(api, shopper, order.orderId, 'delivered')
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const { exportId, link } = await collected(shopper)
    const stranger = await register(api)
    const refused = await api(`GET /api/me/exports/${exportId}`, { token: stranger.token })
    expect(refused.status).toBe(404)
    const archive = await fetch(`${platform.gatewayUrl}${link?.path}`)
    expect([archive.status, archive.headers.get('content-type')]).toEqual([200, 'application/zip'])
    const files = unzipSync(new Uint8Array(await archive.arrayBuffer()))
    const idsIn = (service: string) =>
      (JSON.parse(strFromU8(files[`${service}.json`] ?? new Uint8Array())) as Kept[]).map(
        ({ id }) => id,
      )
    expect(idsIn('orders')).toEqual([order.orderId])
    expect(idsIn('carts')).toEqual([cartId])
    expect(idsIn('billing')).toEqual([order.invoice.invoiceId])
    expect(idsIn('payments')).toEqual([order.payment.paymentIntentId])
    expect(idsIn('shipping')).toEqual([parcels[0]?.shipmentId])
    const text = strFromU8(files['orders.json'] ?? new Uint8Array())
    for (const trace of [shopper.email, home.line1]) expect(text).toContain(trace)
  })

  it('erases them in every service, and the receipt says so', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    await reach(api, shopper, order.orderId, 'delivered')
    const { token } = shopper
    const erased = await api<{ receipt: string }>('POST /api/me/erasure', {
      token,
      body: { password },
    })
    expect(erased.status).toBe(202)
    const receipt = await eventually(
      'every service to erase',
      () => api<Receipt>(`GET /api/erasure-receipts/${erased.body.receipt}`),
      ({ body }) => body.completedAt !== undefined,
      40_000,
    )
    expect(receipt.body.services.every(({ erasedAt }) => erasedAt)).toBe(true)
    const seen = await api(`GET /api/orders/${order.orderId}`, { token: staff })
    expect(JSON.stringify(seen.body)).not.toContain(shopper.email)
  })
})
