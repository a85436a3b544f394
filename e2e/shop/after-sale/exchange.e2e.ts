import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { linkIn, mailTo } from '../../src/mailbox.ts'
import { buy, onHand, reach, shelf } from '../../src/shopper.ts'

const { api, platform, staff } = await openJourney()

type Ret = {
  returnId: string
  status: string
  exchange?: {
    status: string
    shipmentId?: string
    kept: { amount: number }
    amount?: { amount: number }
    paymentIntentId?: string
    invoiceId?: string
    reason?: string
  }
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

/** An order of the small one that is returned for the large one, as far as its inspection. */
async function exchange(large: number) {
  const skus = await sellShirt(large)
  const { shopper, order } = await buy(api, skus.small)
  const { orderId } = order
  await reach(api, shopper, orderId, 'delivered')
  const { token } = shopper
  const line = { sku: skus.small, quantity: 1, reason: 'wrong_size', exchangeFor: skus.large }
  const asked = await api<Ret>(`POST /api/orders/${orderId}/returns`, {
    ...{ token, key: newKey(), body: { lines: [line] } },
  })
  expect(asked.status).toBe(201)
  const { returnId } = asked.body
  const inspection = { lines: [{ sku: skus.small, restock: 1, scrap: 0 }] }
  for (const [name, body] of [
    ['approve', {}],
    ['receive', {}],
    ['inspect', inspection],
  ] as const)
    await api(`POST /api/returns/${returnId}/${name}`, { token: staff, body })
  const until = (what: string, isThere: (ret: Ret) => boolean) =>
    eventually(
      what,
      async () => (await api<Ret>(`GET /api/returns/${returnId}`, { token })).body,
      isThere,
      45_000,
    )
  const closed = () => until('the return to be closed', ({ status }) => status === 'closed')
  const awaiting = () =>
    until('the difference to be asked', (ret) => ret.exchange?.paymentIntentId !== undefined)
  return { ...skus, shopper, order, orderId, returnId, closed, awaiting }
}

async function arrived(shipmentId: string | undefined, token: string) {
  const sent = await eventually(
    'the new size to arrive',
    () => api<{ status: string }>(`GET /api/shipments/${shipmentId}`, { token }),
    ({ body }) => body.status === 'delivered',
    45_000,
  )
  return sent.body
}

describe('whoever finds the size wrong', () => {
  it('has the other size sent, with the difference back', async () => {
    const { small, large, shopper, orderId, closed } = await exchange(1_500)
    const { token } = shopper
    const ret = await closed()
    expect(ret).toMatchObject({
      exchange: { status: 'sent', kept: { amount: 1_500 } },
      refund: { amount: { amount: 500 } },
    })
    expect(await arrived(ret.exchange?.shipmentId, token)).toMatchObject({
      ...{ purpose: 'exchange', lines: [{ sku: large, quantity: 1 }] },
    })
    expect([
      (await onHand(api, staff, small)).onHand,
      (await onHand(api, staff, large)).onHand,
    ]).toEqual([3, 2])
    await reach(api, shopper, orderId, 'delivered')
  })

  it('pays the difference for a dearer one by the link of a mail, and has it sent with an invoice', async () => {
    const { small, large, shopper, order, orderId, closed, awaiting } = await exchange(2_500)
    const { token, email } = shopper
    expect((await awaiting()).exchange).toMatchObject({
      ...{ status: 'awaiting_payment', amount: { amount: 500 } },
    })
    expect(await onHand(api, staff, large)).toMatchObject({ onHand: 2 })
    const mail = await mailTo(platform, email, /complément/)
    expect(mail.text).toContain('5,00')
    const link = linkIn(mail)
    type Linked = { payable: boolean; paymentStatus: string; total: { amount: number } }
    const opened = await api<Linked>('POST /api/payment-links', { body: { link } })
    expect(opened.body).toMatchObject({ payable: true, total: { amount: 500 } })
    const pay = (cardToken: string) =>
      api<Linked>('POST /api/payment-links/payments', {
        key: newKey(),
        body: { link, acceptTerms: true, paymentMethod: { provider: 'stripe', token: cardToken } },
      })
    const refused = await pay('pm_card_chargeDeclined')
    expect(refused.body).toMatchObject({ payable: true, paymentStatus: 'failed' })
    expect((await pay('pm_card_visa')).body).toMatchObject({ paymentStatus: 'paid' })
    const ret = await closed()
    expect(ret).toMatchObject({
      exchange: { status: 'sent', kept: { amount: 2_000 } },
      refund: { amount: { amount: 0 } },
    })
    expect(await arrived(ret.exchange?.shipmentId, token)).toMatchObject({
      ...{ purpose: 'exchange', lines: [{ sku: large, quantity: 1 }] },
    })
    const invoice = await api(`GET /api/invoices/${ret.exchange?.invoiceId}`, { token })
    expect(invoice.body).toMatchObject({
      ...{ status: 'finalised', totals: { grandTotal: { amount: 500 } } },
      supplements: { invoiceId: order.invoice.invoiceId },
    })
    const listed = await api<{ items: object[] }>(`GET /api/invoices?orderId=${orderId}`, { token })
    expect(listed.body.items).toHaveLength(2)
    expect([
      (await onHand(api, staff, small)).onHand,
      (await onHand(api, staff, large)).onHand,
    ]).toEqual([3, 2])
  })

  it('has the money back who does not want to pay more', async () => {
    const { small, large, shopper, orderId, returnId, closed, awaiting } = await exchange(2_500)
    const { token } = shopper
    await awaiting()
    await api(`POST /api/returns/${returnId}/decline-exchange`, { token })
    const ret = await closed()
    expect(ret).toMatchObject({
      exchange: { status: 'refused', reason: 'declined' },
      refund: { amount: { amount: 2_000 } },
    })
    const paid = { token, key: newKey(), body: { paymentMethod: { token: 'pm_card_visa' } } }
    const path = `/api/payment-intents/${ret.exchange?.paymentIntentId}`
    await api(`POST ${path}/attempts`, paid)
    expect((await api(`GET ${path}`, { token })).body).toMatchObject({ status: 'cancelled' })
    const { body } = await api<{ items: { status: string }[] }>(
      `GET /api/invoices?orderId=${orderId}`,
      { token },
    )
    expect(body.items.map(({ status }) => status).toSorted()).toEqual(['finalised', 'voided'])
    expect([
      (await onHand(api, staff, small)).onHand,
      (await onHand(api, staff, large)).onHand,
    ]).toEqual([3, 3])
  })
})
