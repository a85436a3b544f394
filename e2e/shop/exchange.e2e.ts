import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { buy, onHand, reach, shelf } from '../src/shopper.ts'

const { api, staff } = await openJourney()

type Ret = {
  returnId: string
  status: string
  exchange?: { status: string; shipmentId?: string; kept: { amount: number } }
  refund?: { amount: { amount: number } }
}

/** A shirt in two sizes, the large one at another price. */
async function sellShirt(large: number) {
  const name = `E2E-${randomBytes(4).toString('hex')}`
  const eur = (amount: number) => ({ amount, currency: 'EUR' })
  const variants = [
    { sku: `${name}-S`, options: { Size: 'S' }, price: eur(2_000), weightGrams: 300 },
    { sku: `${name}-L`, options: { Size: 'L' }, price: eur(large), weightGrams: 350 },
  ]
  const body = {
    ...{ status: 'active', title: { fr: `Chemise ${name}`, en: `Shirt ${name}` }, variants },
    categoryIds: [await shelf(api, staff)],
  }
  expect((await api('POST /api/products', { token: staff, body })).status).toBe(201)
  for (const { sku } of variants)
    await api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand: 3 } })
  return { small: `${name}-S`, large: `${name}-L` }
}

describe('whoever finds the size wrong', () => {
  it('has the other size sent, with the difference back', async () => {
    const { small, large } = await sellShirt(1_500)
    const { shopper, order } = await buy(api, small)
    const { orderId } = order
    await reach(api, shopper, orderId, 'delivered')
    const { token } = shopper
    const line = { sku: small, quantity: 1, reason: 'wrong_size', exchangeFor: large }
    const asked = await api<Ret>(`POST /api/orders/${orderId}/returns`, {
      ...{ token, key: newKey(), body: { lines: [line] } },
    })
    expect(asked.status).toBe(201)
    const { returnId } = asked.body
    const inspection = { lines: [{ sku: small, restock: 1, scrap: 0 }] }
    for (const [name, body] of [
      ['approve', {}],
      ['receive', {}],
      ['inspect', inspection],
    ] as const)
      await api(`POST /api/returns/${returnId}/${name}`, { token: staff, body })
    const closed = await eventually(
      'the return to be closed',
      async () => (await api<Ret>(`GET /api/returns/${returnId}`, { token })).body,
      ({ status }) => status === 'closed',
      45_000,
    )
    expect(closed).toMatchObject({
      exchange: { status: 'sent', kept: { amount: 1_500 } },
      refund: { amount: { amount: 500 } },
    })
    const shipment = `/api/shipments/${closed.exchange?.shipmentId}`
    const sent = await eventually(
      'the new size to arrive',
      () => api<{ status: string }>(`GET ${shipment}`, { token }),
      ({ body }) => body.status === 'delivered',
      45_000,
    )
    expect(sent.body).toMatchObject({ purpose: 'exchange', lines: [{ sku: large, quantity: 1 }] })
    expect([
      (await onHand(api, staff, small)).onHand,
      (await onHand(api, staff, large)).onHand,
    ]).toEqual([3, 2])
    await reach(api, shopper, orderId, 'delivered')
  })

  it('cannot exchange it for a dearer one', async () => {
    const { small, large } = await sellShirt(2_500)
    const { shopper, order } = await buy(api, small)
    await reach(api, shopper, order.orderId, 'delivered')
    const line = { sku: small, quantity: 1, reason: 'wrong_size', exchangeFor: large }
    const asked = await api<{ errors: { code: string }[] }>(
      `POST /api/orders/${order.orderId}/returns`,
      { token: shopper.token, key: newKey(), body: { lines: [line] } },
    )
    expect([asked.status, asked.body.errors[0]?.code]).toEqual([400, 'dearer'])
  })
})
