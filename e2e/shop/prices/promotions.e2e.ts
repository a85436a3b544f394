import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { newCode, promote } from '../../src/promotions.ts'
import {
  chooseShipping,
  fillCart,
  type Money,
  onHand,
  place,
  reach,
  register,
  sell,
} from '../../src/shopper.ts'

type CartBody = {
  codes?: string[]
  promotions?: { promotionId: string; amount: Money }[]
  rejectedCodes?: { code: string; reason: string; message: { fr: string; en: string } }[]
  totals: { grandTotal: Money; itemsDiscount?: Money }
}
type InvoiceBody = { totals: { grandTotal: Money; itemsDiscount?: Money } }

const { api, staff } = await openJourney()
const tenPercent = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
const all = { kind: 'percentage', target: { kind: 'order' }, bps: 10_000 }

/** A shopper with a cart of one thing of 20 €; `code` is put on it as soon as every replica knows it. */
async function cartWith(code: string, sku: string) {
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
  const put = () =>
    api<CartBody & { code?: string }>(`PUT /carts/${cartId}/coupons/${code}`, {
      token: shopper.token,
    })
  const answer = await eventually('the code to be known', put, ({ status }) => status === 200)
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  return { shopper, cartId, shippingOptionId, cart: answer.body }
}

describe('a promotion code', () => {
  it('reduces the cart, the order and the invoice by the same amount', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { code, promotionId } = await promote(api, staff, { benefit: tenPercent })
    const { cart, ...ready } = await cartWith(code.toLowerCase(), sku)
    expect(cart.promotions).toMatchObject([{ promotionId, amount: { amount: 200 } }])
    const { body } = await place(api, ready.shopper, { ...ready, wait: 15 })
    const order = await reach(api, ready.shopper, body.orderId, 'processing', 'shipped')
    expect(order.totals).toMatchObject({ itemsDiscount: { amount: 200 } })
    const read = () =>
      api<InvoiceBody>(`GET /api/invoices/${order.invoice.invoiceId}`, {
        token: ready.shopper.token,
      })
    const invoice = await eventually('the invoice', read, ({ status }) => status === 200)
    expect(invoice.body.totals).toEqual(order.totals)
  })

  it('that does not apply says why, in French and English; one that nobody has is refused', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const criteria = { minimumSubtotal: { amount: 5_000, currency: 'EUR' } }
    const { code } = await promote(api, staff, { benefit: tenPercent, criteria })
    const { cart, shopper, cartId } = await cartWith(code, sku)
    expect(cart.rejectedCodes).toMatchObject([{ code, reason: 'minimum_subtotal' }])
    expect(cart.rejectedCodes?.[0]?.message.fr).toMatch(/50,00/)
    expect(cart.rejectedCodes?.[0]?.message.en).toMatch(/50\.00/)
    const unknown = await api<{ code: string }>(`PUT /carts/${cartId}/coupons/${newCode()}`, {
      token: shopper.token,
    })
    expect([unknown.status, unknown.body.code]).toEqual([409, 'code_refused'])
    const order = await place(api, shopper, { cartId, shippingOptionId: 'x' })
    expect(order.status).toBeGreaterThanOrEqual(400)
  })

  it('for the last use has one winner of fifty, and the others keep their stock and their money', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 60 })
    const { code } = await promote(api, staff, { benefit: tenPercent, limits: { uses: 1 } })
    const ready = await Promise.all(Array.from({ length: 50 }, () => cartWith(code, sku)))
    const placed = await Promise.all(
      ready.map(({ cart: _cart, ...one }) => place(api, one.shopper, { ...one, wait: 30 })),
    )
    const ids = placed.flatMap(({ body }, index) => {
      const shopper = ready[index]?.shopper
      return body.orderId && shopper ? [{ orderId: body.orderId, shopper }] : []
    })
    const ends = await Promise.all(
      ids.map(({ shopper, orderId }) =>
        reach(api, shopper, orderId, 'processing', 'shipped', 'delivered', 'rejected'),
      ),
    )
    const won = ends.filter(({ status }) => status !== 'rejected')
    expect(won).toHaveLength(1)
    const lost = ends.filter(({ status }) => status === 'rejected')
    expect(lost.every(({ ending }) => ending?.reason === 'promotion_refused')).toBe(true)
    await eventually(
      'the stock to be given back',
      () => onHand(api, staff, sku),
      ({ available }) => available === 59,
    )
  })

  it('that is used again once its order is cancelled', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { code } = await promote(api, staff, { benefit: tenPercent, limits: { uses: 1 } })
    const { shopper, ...first } = await cartWith(code, sku)
    const { body } = await place(api, shopper, { ...first, wait: 15 })
    await reach(api, shopper, body.orderId, 'processing')
    await api(`POST /api/orders/${body.orderId}/cancel`, {
      token: shopper.token,
      body: { reason: 'changed_mind' },
    })
    await reach(api, shopper, body.orderId, 'cancelled')
    const second = await cartWith(code, sku)
    const again = await place(api, second.shopper, { ...second, wait: 15 })
    expect(
      (await reach(api, second.shopper, again.body.orderId, 'processing', 'shipped')).status,
    ).toMatch(/processing|shipped/)
  })

  it('over everything makes an order that costs nothing, without the provider, to its delivery', async () => {
    const { shopper, orderId } = await placeFree()
    await reach(api, shopper, orderId, 'shipped', 'delivered')
  })

  it('over everything: an order that costs nothing is cancelled, and its invoice credited', async () => {
    const { shopper, orderId } = await placeFree()
    await reach(api, shopper, orderId, 'processing')
    const body = { reason: 'changed_mind' }
    await api(`POST /api/orders/${orderId}/cancel`, { token: shopper.token, body })
    const order = await reach(api, shopper, orderId, 'cancelled')
    const read = () =>
      api<{ status: string }>(`GET /api/invoices/${order.invoice.invoiceId}`, {
        token: shopper.token,
      })
    await eventually('the credit note', read, ({ body: { status } }) => status === 'credited')
  })
})

/** Places an order of which the goods and the shipping are free. */
async function placeFree() {
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const free = await promote(api, staff, { benefit: all, combination: 'all' })
  const shipped = await promote(api, staff, {
    benefit: { kind: 'free_shipping' },
    combination: 'all',
  })
  const ready = await cartWith(free.code, sku)
  const { shopper, cartId } = ready
  await eventually(
    'the code to be known',
    () => api(`PUT /carts/${cartId}/coupons/${shipped.code}`, { token: shopper.token }),
    ({ status }) => status === 200,
  )
  const { body } = await place(api, shopper, { ...ready, wait: 15 })
  expect(body.totals.grandTotal.amount).toBe(0)
  return { shopper, orderId: body.orderId }
}
