import { describe, expect, it } from 'vitest'
import { aCart, at, aVariant, eur, home } from '../../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import type { Shop } from '../../test/twins/shop.ts'
import { move } from '../order/order.ts'
import { endOrder } from '../order/order-cancel.ts'
import { recordPayment } from '../order/order-payment.ts'

type Twin = ReturnType<typeof createAppTwin>
type Answer = Record<string, unknown> & { code?: string; orderId?: string; status?: unknown }

async function place(twin: Twin, changed: object = {}, headers: Record<string, string> = newKey()) {
  const response = await twin.send('POST /api/orders', { body: aPlacement(changed), headers })
  return { response, body: (await response.json()) as Answer }
}

describe('placing an order', () => {
  it('writes it down, pending, with everything as it was bought, and starts its saga', async () => {
    const twin = createAppTwin()
    const { response, body } = await place(twin, { acceptTerms: true })
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe('/api/orders/ord_1')
    expect(body).toMatchObject({
      orderId: 'ord_1',
      status: 'pending',
      paymentStatus: 'unpaid',
      allowedTransitions: ['awaiting_payment', 'rejected', 'cancelled'],
      email: 'camille@example.com',
      termsAcceptedAt: at,
      totals: {
        itemsSubtotal: eur(2400),
        shipping: eur(490),
        grandTotal: eur(2890),
        vatTotal: eur(482),
      },
      lines: [
        {
          sku: 'MUG',
          quantity: 2,
          gross: eur(2400),
          net: eur(2000),
          vat: eur(400),
          vatRateBps: 2000,
        },
      ],
    })
    expect(twin.calls).toEqual(['start ord_1'])
  })

  it('asks who does not know for a sign-in, and for an idempotency key', async () => {
    const { send } = createAppTwin()
    const unsigned = await send('POST /api/orders', {
      as: 'nobody',
      body: aPlacement(),
      headers: newKey(),
    })
    expect(unsigned.status).toBe(401)
    expect((await send('POST /api/orders', { body: aPlacement() })).status).toBe(400)
  })

  it('waits for the decision when it is preferred', async () => {
    const twin = createAppTwin()
    twin.saga.run = async ({ orderId }) => {
      setTimeout(async () => {
        await twin.orders.change(orderId, (order) => move(order, 'awaiting_payment', { at }))
        await twin.orders.change(orderId, (order) => recordPayment(order, { status: 'paid', at }))
        await twin.orders.change(orderId, (order) => move(order, 'confirmed', { at }))
      }, 10)
    }
    const { body } = await place(twin, {}, { ...newKey(), prefer: 'wait=5' })
    expect(body.status).toBe('confirmed')
  })

  it('shows a refused payment at once when it waits', async () => {
    const twin = createAppTwin()
    twin.saga.run = async ({ orderId }) => {
      await twin.orders.change(orderId, (order) => move(order, 'awaiting_payment', { at }))
      await twin.orders.change(orderId, (order) =>
        recordPayment(order, { status: 'failed', at, failureCode: 'card_declined' }),
      )
    }
    const { body } = await place(twin, {}, { ...newKey(), prefer: 'wait=5' })
    expect(body).toMatchObject({
      status: 'awaiting_payment',
      payment: { failureCode: 'card_declined' },
    })
  })

  it('gives the same answer to the same key, and refuses the key for something else', async () => {
    const twin = createAppTwin()
    const key = newKey()
    const first = await place(twin, {}, key)
    const again = await place(twin, {}, key)
    expect(again.body).toEqual(first.body)
    const other = await place(twin, { locale: 'en' }, key)
    expect([other.response.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect(twin.calls).toHaveLength(1)
  })
})

describe('a placement is refused', () => {
  const refused = async (change: Partial<Shop>, placement: object = {}) => {
    const twin = createAppTwin()
    Object.assign(twin.shop, change)
    const { response, body } = await place(twin, placement)
    expect(twin.calls).toEqual([])
    return { status: response.status, ...body }
  }

  it('for an account that is suspended', async () => {
    const answer = await refused({ accountStatus: 'suspended' })
    expect(answer).toMatchObject({ status: 403, code: 'account_suspended' })
  })

  it.each([
    ['empty', aCart({ lines: [] })],
    ['someone else’s', aCart({ ownerUserId: 'usr_2' })],
    ['converted', aCart({ status: 'converted' })],
    ['locked', aCart({ status: 'locked' })],
  ])('for a cart that is %s', async (_, cart) => {
    const answer = await refused({ cart })
    expect(answer).toMatchObject({ status: 409, code: 'cart_not_orderable' })
  })

  it('for a cart that is not there', async () => {
    const answer = await refused({}, { cartId: 'cart_9' })
    expect(answer.code).toBe('cart_not_orderable')
  })

  it('for something that is not for sale any more', async () => {
    const answer = await refused({ variants: [aVariant({ active: false })] })
    expect(answer).toMatchObject({ code: 'cart_not_orderable', detail: 'MUG is not for sale' })
  })

  it('when stock is short, with what is left', async () => {
    const answer = await refused({ stock: new Map([['MUG', 1]]) })
    const shortages = [{ sku: 'MUG', requested: 2, available: 1 }]
    expect(answer).toMatchObject({ status: 409, code: 'out_of_stock', shortages })
  })

  it('when the shopper saw another total, with both', async () => {
    const answer = await refused({}, { expectedTotal: eur(2000) })
    expect(answer).toMatchObject({
      code: 'totals_changed',
      expectedTotal: eur(2000),
      totals: { grandTotal: eur(2890) },
    })
  })

  it('when nothing ships that way', async () => {
    const answer = await refused({}, { shippingOptionId: 'balloon' })
    expect(answer).toMatchObject({ status: 422, code: 'no_shipping_option' })
  })

  it('when its body is not one', async () => {
    const answer = await refused({}, { shippingAddress: { ...home, city: '' } })
    expect(answer).toMatchObject({ status: 400, errors: [{ field: 'shippingAddress.city' }] })
  })

  it.each([
    ['no method', undefined, 'paymentMethod'],
    ['a method without its token', { provider: 'stripe' }, 'paymentMethod.token'],
    ['an empty token', { provider: 'stripe', token: '' }, 'paymentMethod.token'],
  ])('when it names %s to pay with: the shop has none of its own', async (_what, method, field) => {
    const answer = await refused({}, { paymentMethod: method })
    expect(answer).toMatchObject({ status: 400, errors: [{ field }] })
  })

  it('while a service that knows is away', async () => {
    const answer = await refused({ away: new Set(['shipping']) })
    expect(answer).toMatchObject({ status: 503, code: 'dependency_unavailable' })
  })
})

describe('one live order per cart', () => {
  it('holds for a second placement, which gets its id', async () => {
    const twin = createAppTwin()
    await place(twin)
    const second = await place(twin)
    expect(second.response.status).toBe(409)
    expect(second.body).toMatchObject({ code: 'conflict', orderId: 'ord_1' })
  })

  it('holds for ten placements at once', async () => {
    const twin = createAppTwin()
    const answers = await Promise.all(Array.from({ length: 10 }, () => place(twin)))
    const placed = answers.filter(({ response }) => response.status === 201)
    expect(placed).toHaveLength(1)
    const conflicts = answers.filter(({ body }) => body.code === 'conflict')
    expect(new Set(conflicts.map(({ body }) => body.orderId))).toEqual(
      new Set([placed[0]?.body.orderId]),
    )
    expect(await twin.orders.count('of', 'all')).toBe(1)
  })

  it('ends with an order that came to nothing, though its cart is not unlocked yet', async () => {
    const twin = createAppTwin()
    await place(twin)
    const ending = { status: 'rejected' as const, reason: 'out_of_stock' }
    await twin.orders.change('ord_1', (order) => endOrder(order, ending, at))
    twin.shop.cart = aCart({ status: 'locked' })
    const { response, body } = await place(twin)
    expect([response.status, body.orderId]).toEqual([201, 'ord_2'])
  })

  it('gives a crashed placement its order again, under the id that was claimed', async () => {
    const twin = createAppTwin()
    await twin.claims.create('cart_1', { orderId: 'ord_claimed' })
    const { body } = await place(twin)
    expect(body.orderId).toBe('ord_claimed')
  })

  /** Loses the answer that was kept under the key of a placement. */
  async function forget(twin: Twin, key: ReturnType<typeof newKey>) {
    const name = `idem:orders:place:usr_1:${key['idempotency-key']}`
    const held = await twin.store.keys.read(name)
    await twin.store.keys.replace(name, held ?? '', undefined, 1)
  }

  it('answers the order again to the key that made it, though the answer was lost', async () => {
    const twin = createAppTwin()
    const key = newKey()
    const first = await place(twin, {}, key)
    await forget(twin, key)
    const again = await place(twin, {}, key)
    expect([again.response.status, again.body.orderId]).toEqual([201, first.body.orderId])
  })

  it('makes no second order for a key whose order came to nothing', async () => {
    const twin = createAppTwin()
    const key = newKey()
    await place(twin, {}, key)
    const ending = { status: 'rejected' as const, reason: 'out_of_stock' }
    await twin.orders.change('ord_1', (order) => endOrder(order, ending, at))
    await forget(twin, key)
    const { body } = await place(twin, {}, key)
    expect(body).toMatchObject({ orderId: 'ord_1', status: 'rejected' })
  })
})

describe('paying again', () => {
  const failed = { status: 'failed' as const, at, attempt: 1, failureCode: 'card_declined' }
  const pay = (twin: Twin, token: string, as = 'usr_1') =>
    twin.send('POST /api/orders/ord_1/payments', {
      as,
      body: { paymentMethod: { provider: 'stripe', token } },
      headers: newKey(),
    })

  async function declined() {
    const twin = createAppTwin()
    await twin.seed({ status: 'awaiting_payment' })
    await twin.orders.change('ord_1', (order) => recordPayment(order, failed))
    return twin
  }

  it('takes another method, and tells the saga when it is paid', async () => {
    const twin = await declined()
    const response = await pay(twin, 'pm_card_visa')
    const body = (await response.json()) as Answer
    expect(body).toMatchObject({ paymentStatus: 'paid', payment: { attempt: 2 } })
    expect(twin.calls).toEqual(['payment ord_1'])
  })

  it('shows that it was refused again', async () => {
    const twin = await declined()
    const body = (await (await pay(twin, 'pm_card_chargeDeclined')).json()) as Answer
    expect(body).toMatchObject({ paymentStatus: 'failed', payment: { attempt: 2 } })
    expect(twin.calls).toEqual([])
  })

  it('makes an attempt that never reached payments again, under its number', async () => {
    const twin = await declined()
    twin.shop.away.add('payments')
    expect((await pay(twin, 'pm_card_visa')).status).toBe(503)
    twin.shop.away.delete('payments')
    const body = (await (await pay(twin, 'pm_card_visa')).json()) as Answer
    expect(body).toMatchObject({ paymentStatus: 'paid', payment: { attempt: 2 } })
  })

  it('is refused while an attempt is open, and for an order that does not wait', async () => {
    const twin = createAppTwin()
    await twin.seed({ status: 'awaiting_payment' })
    expect((await pay(twin, 'pm_card_visa')).status).toBe(409)
    await twin.orders.change('ord_1', (order) =>
      recordPayment(order, { ...failed, status: 'paid' }),
    )
    expect((await pay(twin, 'pm_card_visa')).status).toBe(409)
  })

  it('is not for strangers', async () => {
    expect((await pay(await declined(), 'pm_card_visa', 'usr_2')).status).toBe(404)
  })
})
