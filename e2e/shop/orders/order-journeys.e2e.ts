import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { readLedger } from '../../src/ledger.ts'
import {
  buy,
  chooseShipping,
  fillCart,
  onHand,
  place,
  reach,
  readOrder,
  register,
  sell,
} from '../../src/shopper.ts'

const { platform, api, staff } = await openJourney()

describe('a paid order', () => {
  it('is confirmed, prepared, shipped and delivered, with its money, stock and papers right', async () => {
    const sku = await sell(api, staff, { price: 4990, stock: 5 })
    const { shopper, order } = await buy(api, sku)
    expect(['confirmed', 'processing']).toContain(order.status)

    const delivered = await reach(api, shopper, order.orderId, 'delivered', 'completed')
    const total = delivered.totals.grandTotal.amount
    expect(await readLedger(platform, order.orderId)).toMatchObject({
      charged: total,
      refunded: 0,
    })
    expect(await onHand(api, staff, sku)).toMatchObject({ onHand: 4, available: 4 })
    expect(delivered.history.map((entry) => entry.status)).toEqual(
      expect.arrayContaining([
        'pending',
        'awaiting_payment',
        'confirmed',
        'processing',
        'shipped',
        'delivered',
      ]),
    )

    const pdf = await fetch(
      `${platform.gatewayUrl}/api/invoices/${delivered.invoice.invoiceId}/pdf`,
      {
        headers: { authorization: `Bearer ${shopper.token}` },
      },
    )
    expect(pdf.status).toBe(200)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(delivered.invoice.number).toMatch(/^FA-\d{4}-\d{6}$/)

    const label = await fetch(
      `${platform.gatewayUrl}/api/shipments/${delivered.parcels[0]?.shipmentId}/label`,
      {
        headers: { authorization: `Bearer ${staff}` },
      },
    )
    expect(
      Buffer.from(await label.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  it('costs what the cart said, to the cent', async () => {
    const skus = await Promise.all(
      [333, 1999, 4567].map((price) => sell(api, staff, { price, stock: 9 })),
    )
    const shopper = await register(api)
    const lines = skus.map((sku, n) => ({ sku, quantity: n + 1 }))
    const cartId = await fillCart(api, shopper, lines)
    const quoted = await api<{ shippingOptionId: string; totals: object }>(
      `POST /carts/${cartId}/quote`,
      {
        token: shopper.token,
        body: { shippingAddress: { countryCode: 'FR', postalCode: '69002' } },
      },
    )
    const { shippingOptionId, totals } = quoted.body
    const answer = await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
    expect(answer.body.totals).toEqual(totals)
  })

  it('shows its progress on a live stream, resumed after the last event seen', async () => {
    const sku = await sell(api, staff, { price: 1500, stock: 3 })
    const { shopper, order } = await buy(api, sku)
    const response = await fetch(`${platform.gatewayUrl}/api/orders/${order.orderId}/events`, {
      headers: {
        authorization: `Bearer ${shopper.token}`,
        accept: 'text/event-stream',
        'last-event-id': '1',
      },
      signal: AbortSignal.timeout(40_000),
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    let seen = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      seen += decoder.decode(chunk, { stream: true })
      if (seen.includes('"delivered"')) break
    }
    const ids = [...seen.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]))
    expect(ids[0]).toBe(2)
    expect(ids).toEqual([...ids].sort((a, b) => a - b))
    expect(new Set(ids).size).toBe(ids.length)
    const data = [...seen.matchAll(/^event: order\ndata: (.*)\n\n/gm)].map(([, text = '']) => {
      return JSON.parse(text)
    })
    const { orderId } = order
    expect(data.slice(0, 2)).toEqual(
      ids.slice(0, 2).map((id) => expect.objectContaining({ orderId, id, by: 'system' })),
    )
  })
})

describe('a refused payment', () => {
  it('is shown on the order at once, takes nothing, and can be tried again', async () => {
    const sku = await sell(api, staff, { price: 2500, stock: 2 })
    const { shopper, order } = await buy(api, sku, 'pm_card_chargeDeclined')
    expect(order).toMatchObject({ status: 'awaiting_payment', paymentStatus: 'failed' })
    expect(order.payment.failureCode).toBeTruthy()
    expect(await readLedger(platform, order.orderId)).toMatchObject({ charged: 0 })

    const again = await api(`POST /api/orders/${order.orderId}/payments`, {
      token: shopper.token,
      key: newKey(),
      body: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
    })
    expect(again.status).toBe(200)
    const paid = await reach(
      api,
      shopper,
      order.orderId,
      'confirmed',
      'processing',
      'shipped',
      'delivered',
    )
    expect(await readLedger(platform, order.orderId)).toMatchObject({
      charged: paid.totals.grandTotal.amount,
    })
  })
})

describe('a payment that needs 3DS', () => {
  it('waits for the shopper, who confirms at the provider', async () => {
    const sku = await sell(api, staff, { price: 12_000, stock: 2 })
    const { shopper, order } = await buy(api, sku, 'pm_card_authenticationRequired')
    const waiting = await eventually(
      'the order to need an action',
      () => readOrder(api, shopper, order.orderId),
      (seen) => seen.paymentStatus === 'requires_action',
    )
    const challenge = new URL(waiting.payment.actionUrl ?? '')
    const page = await (await fetch(challenge)).text()
    const approve = page.match(/action="([^"]*approve[^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const approved = await fetch(new URL(approve, challenge), {
      method: 'POST',
      redirect: 'manual',
    })
    expect(approved.status).toBeLessThan(400)
    const paid = await reach(
      api,
      shopper,
      order.orderId,
      'confirmed',
      'processing',
      'shipped',
      'delivered',
    )
    expect(paid.paymentStatus).toBe('paid')
  })
})

describe('a cancelled order', () => {
  it('gives back the money and the stock, and its invoice gets a credit note', async () => {
    const sku = await sell(api, staff, { price: 8000, stock: 4 })
    const { shopper, order } = await buy(api, sku)
    const asked = await api(`POST /api/orders/${order.orderId}/cancel`, {
      token: shopper.token,
      body: { reason: 'changed_mind' },
    })
    expect(asked.status).toBe(200)
    const cancelled = await reach(api, shopper, order.orderId, 'cancelled')
    const total = cancelled.totals.grandTotal.amount
    await eventually(
      'the refund to be in the ledger',
      () => readLedger(platform, order.orderId),
      (ledger) => ledger.refunded === total,
    )
    expect(await readLedger(platform, order.orderId)).toMatchObject({
      charged: total,
      refunded: total,
    })
    expect(await onHand(api, staff, sku)).toMatchObject({ onHand: 4, available: 4 })
    const credited = await eventually(
      'the credit note',
      () =>
        api<{ status: string }>(`GET /api/invoices/${order.invoice.invoiceId}`, {
          token: shopper.token,
        }),
      (answer) => answer.body.status === 'credited' || answer.body.status === 'voided',
    )
    expect(credited.status).toBe(200)
  })
})

describe('the last unit', () => {
  it('goes to one of a hundred shoppers, and the others are told so', async () => {
    const sku = await sell(api, staff, { price: 3000, stock: 1 })
    const shoppers = await inBatches(100, 10, async () => {
      const shopper = await register(api)
      const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
      return { shopper, cartId, shippingOptionId: await chooseShipping(api, shopper, cartId) }
    })
    const answers = await Promise.all(
      shoppers.map(async ({ shopper, ...placing }) => {
        const { status, body } = await place(api, shopper, { ...placing, wait: 25 })
        if (status === 409) return { told: body.code === 'out_of_stock', confirmed: false }
        const order = await reach(
          api,
          shopper,
          body.orderId,
          'rejected',
          'confirmed',
          'processing',
          'shipped',
          'delivered',
        )
        const told = order.status === 'rejected' && order.ending?.shortages?.[0]?.sku === sku
        return { told, confirmed: order.status !== 'rejected' }
      }),
    )
    expect(answers.filter((answer) => answer.confirmed)).toHaveLength(1)
    expect(answers.filter((answer) => answer.told)).toHaveLength(99)
    expect(await onHand(api, staff, sku)).toMatchObject({ available: 0 })
  })
})

describe('one cart', () => {
  it('ordered twice at once becomes one order', async () => {
    const sku = await sell(api, staff, { price: 1000, stock: 10 })
    const shopper = await register(api)
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 2 }])
    const shippingOptionId = await chooseShipping(api, shopper, cartId)
    const answers = await Promise.all(
      [1, 2].map(() => place(api, shopper, { cartId, shippingOptionId, wait: 15 })),
    )
    const placed = answers.filter((answer) => answer.status === 201)
    expect(placed.length).toBeGreaterThan(0)
    expect(new Set(placed.map((answer) => answer.body.orderId)).size).toBe(1)
    const mine = await api<{ items: { orderId: string }[] }>('GET /api/orders', {
      token: shopper.token,
    })
    expect(mine.body.items).toHaveLength(1)
    expect(await onHand(api, staff, sku)).toMatchObject({ available: 8 })
  })
})

async function inBatches<T>(count: number, size: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  while (made.length < count) {
    const batch = Math.min(size, count - made.length)
    made.push(...(await Promise.all(Array.from({ length: batch }, make))))
  }
  return made
}
