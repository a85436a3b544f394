import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { newEmail } from '../../src/guest.ts'
import { openJourney } from '../../src/journey.ts'
import { linkIn, mailTo } from '../../src/mailbox.ts'
import {
  home,
  type Money,
  type OrderBody,
  onHand,
  reach,
  register,
  sell,
} from '../../src/shopper.ts'

type Draft = {
  draftId: string
  code?: string
  quote?: { totals: { grandTotal: Money } }
  problems: { code: string }[]
  shippingOptions?: { optionId: string }[]
}
type Placed = {
  order: OrderBody & { userId: string; email: string; paymentTerms: { reference?: string } }
  paymentLink?: { link: string }
}
type Linked = { payable: boolean; paymentStatus: string; total: Money; code?: string }
type Payment = {
  status: string
  transfer?: { missing: Money; excess: Money }
  refunds: { id: string; status: string }[]
}

const { api, platform, staff } = await openJourney()
const asStaff = { email: '', token: staff }

/** A draft of one thing that costs 20 €, for a guest, with the first way to ship it. */
async function drafted(change: object = {}) {
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const content = {
    customer: { email: newEmail() },
    lines: [{ sku, quantity: 1 }],
    shippingAddress: home,
    ...change,
  }
  const begun = await api<Draft>('POST /api/order-drafts', {
    ...{ token: staff, key: newKey(), body: content },
  })
  const { draftId, shippingOptions = [] } = begun.body
  const body = { ...content, shippingOptionId: shippingOptions[0]?.optionId }
  const draft = await api<Draft>(`PUT /api/order-drafts/${draftId}`, { token: staff, body })
  return { sku, draftId, draft: draft.body }
}

async function placed(payment: object, change: object = {}) {
  const { draftId, sku, draft } = await drafted(change)
  const answer = await api<Placed>(`POST /api/order-drafts/${draftId}/place`, {
    ...{ token: staff, body: payment, headers: { prefer: 'wait=15' } },
  })
  return { ...answer.body, sku, draftId, draft, status: answer.status }
}

/** Notes a transfer, once the payment of the order is there. */
async function noteTransfer(orderId: string, amount: number, more: object = {}) {
  const path = `/api/payment-intents/${orderId.replace('ord_', 'pi_')}/transfers`
  const body = { amount, date: '2026-11-23', reference: 'a journey', ...more }
  const asked = { token: staff, key: newKey(), body }
  const note = () => api<Payment>(`POST ${path}`, asked)
  return await eventually('the payment to be there', note, ({ status }) => status !== 404)
}

describe('an order that staff place for a customer', () => {
  it('is paid by its link without an account, after a refused card, and is delivered', async () => {
    const { order, paymentLink, draft, sku } = await placed({ payment: 'link' })
    expect(order).toMatchObject({ status: 'awaiting_payment', paymentStatus: 'unpaid' })
    expect(order.totals.grandTotal).toEqual(draft.quote?.totals.grandTotal)
    expect(await onHand(api, staff, sku)).toMatchObject({ available: 4 })
    const link = paymentLink?.link ?? ''
    const mail = await mailTo(platform, order.email, /lien de paiement/)
    expect(linkIn(mail)).toBe(link)
    const pay = (token: string) =>
      api<Linked>('POST /api/payment-links/payments', {
        ...{ key: newKey(), headers: { prefer: 'wait=15' } },
        body: { link, acceptTerms: true, paymentMethod: { provider: 'stripe', token } },
      })
    const refused = await pay('pm_card_chargeDeclined')
    expect(refused.body).toMatchObject({ paymentStatus: 'failed', payable: true })
    expect((await pay('pm_card_visa')).body).toMatchObject({ paymentStatus: 'paid' })
    await reach(api, asStaff, order.orderId, 'delivered')
    const opened = await api<Linked>('POST /api/payment-links', { body: { link } })
    expect(opened.body).toMatchObject({ payable: false, total: order.totals.grandTotal })
    const forged = await api<Linked>('POST /api/payment-links', { body: { link: `${link}x` } })
    expect([forged.status, forged.body.code]).toEqual([401, 'invalid_token'])
  })

  it('is the order of its account, at an agreed price, and is paid there, too', async () => {
    const shopper = await register(api)
    const me = await api<{ userId: string }>('GET /api/me', { token: shopper.token })
    const { userId } = me.body
    const agreement = { reason: 'a journey', discountBps: 5_000 }
    const { order, draft } = await placed({ payment: 'link' }, { customer: { userId }, agreement })
    expect(draft.quote).toMatchObject({ lines: [{ unitPrice: { amount: 1_000 } }] })
    const paid = await api<OrderBody>(`POST /api/orders/${order.orderId}/payments`, {
      ...{ token: shopper.token, key: newKey() },
      body: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
    })
    expect(paid.status).toBe(200)
    await reach(api, shopper, order.orderId, 'processing', 'shipped', 'delivered')
    const facts = await api(`GET /api/orders/${order.orderId}/staff`, { token: staff })
    expect(facts.body).toMatchObject({ agreement: { reason: 'a journey' } })
  })

  it('waits for a transfer: too little leaves it waiting, too much is sent back; its refund is noted by hand', async () => {
    const { order } = await placed({ payment: 'transfer' })
    const { orderId, number, paymentTerms } = order
    expect(paymentTerms.reference).toBe(number)
    expect((await mailTo(platform, order.email, /virement attendu/)).text).toContain(number)
    const total = order.totals.grandTotal.amount
    const less = await noteTransfer(orderId, total - 1)
    expect(less.body).toMatchObject({ transfer: { missing: { amount: 1 } } })
    const more = await noteTransfer(orderId, 501)
    expect(more.body).toMatchObject({ status: 'succeeded', transfer: { excess: { amount: 500 } } })
    await noteTransfer(orderId, 500, { kind: 'returned' })
    await reach(api, asStaff, orderId, 'delivered')
    const path = `/api/payment-intents/${orderId.replace('ord_', 'pi_')}`
    const refund = await api<{ id: string; status: string }>(`POST ${path}/refunds`, {
      ...{ token: staff, key: newKey(), body: { amount: 300, reason: 'a scratch' } },
    })
    expect(refund.body.status).toBe('pending')
    const noted = await api(`POST /api/refunds/${refund.body.id}/transfer`, {
      ...{ token: staff, body: { date: '2026-11-24', reference: 'sent' } },
    })
    expect(noted.body).toMatchObject({ status: 'succeeded' })
    const credited = ({ invoice }: OrderBody) => invoice.creditNoteNumber !== undefined
    const read = async () =>
      (await api<OrderBody>(`GET /api/orders/${orderId}`, { token: staff })).body
    await eventually('the credit note of the refund', read, credited)
  })

  it('expires when nobody pays: its stock is free again, and what came is to be sent back', async () => {
    const dueAt = new Date(Date.now() + 6_000).toISOString()
    const { order, sku } = await placed({ payment: 'transfer', dueAt })
    await noteTransfer(order.orderId, 100)
    await reach(api, asStaff, order.orderId, 'expired')
    const late = await noteTransfer(order.orderId, order.totals.grandTotal.amount)
    expect(late.body).toMatchObject({
      ...{ status: 'cancelled', refunds: [] },
      transfer: { excess: { amount: order.totals.grandTotal.amount + 100 } },
    })
    const read = () => onHand(api, staff, sku)
    await eventually('the stock to be free', read, ({ available }) => available === 5)
  })
})

describe('a draft', () => {
  it('is really deleted, and only a draft is', async () => {
    const { draftId } = await drafted()
    const path = `/api/order-drafts/${draftId}`
    expect((await api(`DELETE ${path}`, { token: staff })).status).toBe(204)
    expect((await api(`GET ${path}`, { token: staff })).status).toBe(404)
    const { draftId: used, order } = await placed({ payment: 'link' })
    const refused = await api<Draft>(`DELETE /api/order-drafts/${used}`, { token: staff })
    expect([refused.status, refused.body.code]).toEqual([409, 'transition_refused'])
    const cancelled = await api<OrderBody>(`DELETE /api/orders/${order.orderId}`, {
      ...{ token: staff, headers: { prefer: 'wait=15' } },
    })
    expect(cancelled.body.status).toBe('cancelled')
  })
})
