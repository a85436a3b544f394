import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { readLedger } from '../../src/ledger.ts'
import { buy, type OrderBody, reach, readOrder, type Shopper, sell } from '../../src/shopper.ts'

const { platform, api, staff } = await openJourney()
const paidFor = ['confirmed', 'processing', 'shipped', 'delivered']

/** An order that waits for its payer at PayPal. */
async function orderWithPayPal() {
  const sku = await sell(api, staff, { price: 2500, stock: 2 })
  const { shopper, order } = await buy(api, sku, 'paypal')
  const waiting = await eventually(
    'the order to wait for its payer',
    () => readOrder(api, shopper, order.orderId),
    (seen) => seen.paymentStatus === 'requires_action',
  )
  return { shopper, order: waiting }
}

/** What the payer does on PayPal's page; answers where the browser goes then. */
async function answerAtPayPal({ payment }: OrderBody, verb: 'approve' | 'refuse'): Promise<URL> {
  const page = new URL(payment.actionUrl ?? '')
  page.pathname += `/${verb}`
  const back = await fetch(page, { method: 'POST', redirect: 'manual' })
  return new URL(back.headers.get('location') ?? '')
}

const payAgain = (shopper: Shopper, orderId: string, paymentMethod: object) =>
  api(`POST /api/orders/${orderId}/payments`, {
    ...{ token: shopper.token, key: newKey(), body: { paymentMethod } },
  })

const isSimulated = platform.paypalUrl !== undefined
if (!isSimulated) console.log('Left out, no PayPal simulator is known: payments by PayPal')

describe.skipIf(!isSimulated)('an order paid by PayPal', () => {
  it('is offered for a sum in euros, and not for one that PayPal cannot take', async () => {
    const offersOf = async (query: string) => {
      const { body } = await api<{ offers: { provider: string }[] }>(
        `GET /api/payment-methods?${query}`,
      )
      return body.offers.map(({ provider }) => provider)
    }
    expect(await offersOf('country=FR&currency=EUR&amount=1999')).toEqual(['stripe', 'paypal'])
    expect(await offersOf('currency=KWD&amount=1999')).toEqual([])
  })

  it('is approved by its payer, captured, and refunded', async () => {
    const { shopper, order } = await orderWithPayPal()
    const back = await answerAtPayPal(order, 'approve')
    expect(back.pathname).toBe(`/orders/${order.orderId}/payment-return`)
    const paid = await reach(api, shopper, order.orderId, ...paidFor)
    const total = paid.totals.grandTotal.amount
    expect(await readLedger(platform, order.orderId)).toEqual({ charged: total, refunded: 0 })

    const path = `/api/payment-intents/${order.orderId.replace(/^ord_/, 'pi_')}`
    const refund = await api(`POST ${path}/refunds`, {
      ...{ token: staff, key: newKey(), body: { amount: 500, reason: 'a scratch' } },
    })
    expect(refund.status).toBe(201)
    const { body } = await api(`GET ${path}`, { token: shopper.token })
    expect(body).toMatchObject({ provider: 'paypal', paymentMethod: { type: 'paypal' } })
    await eventually(
      'the refund to be with the provider',
      () => readLedger(platform, order.orderId),
      ({ refunded }) => refunded === 500,
    )
  })

  it('is refused by its payer, and paid by card then', async () => {
    const { shopper, order } = await orderWithPayPal()
    const back = await answerAtPayPal(order, 'refuse')
    expect(back.searchParams.get('paypal')).toBe('cancelled')
    const card = { provider: 'stripe', token: 'pm_card_visa' }
    expect((await payAgain(shopper, order.orderId, card)).status).toBe(200)
    const paid = await reach(api, shopper, order.orderId, ...paidFor)
    const total = paid.totals.grandTotal.amount
    expect(await readLedger(platform, order.orderId)).toEqual({ charged: total, refunded: 0 })
    await answerAtPayPal(order, 'approve')
    expect(await readLedger(platform, order.orderId)).toEqual({ charged: total, refunded: 0 })
  })
})
