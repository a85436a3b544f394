import { awaitedMethod } from '@comptoir/contracts/orders/schemas'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSnapshot, at, eur } from '../../test/samples.ts'
import { type Asked, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { move, type Order, startOrder } from '../order/order.ts'
import { createLinkSigner } from './link-signature.ts'

type Answer = Record<string, unknown> & { code?: string; link: string; linkId: string }
const staff = { as: 'usr_staff', roles: ['staff' as const] }
const dueAt = '2026-11-24T10:00:00.000Z'
const terms = { kind: 'link' as const, dueAt }

/** An order that staff placed, waiting for its payment. */
function waiting(change: Partial<Order> = {}): Order {
  const snapshot = aSnapshot({ paymentMethod: awaitedMethod, paymentTerms: terms })
  const order = startOrder({ snapshot, placementKey: 'key', byStaff: {} })
  return { ...move(order, 'awaiting_payment', { at }), ...change } as Order
}

async function createLinkTwin(order = waiting(), settings = fixedSettings()) {
  const twin = createAppTwin({ settings })
  await twin.orders.create('ord_1', order)
  async function ask(operation: string, asked: Asked = {}) {
    const response = await twin.send(operation, { as: 'nobody', ...asked })
    return { status: response.status, body: (await response.json()) as Answer }
  }
  const make = (headers: Record<string, string> = newKey()) =>
    ask('POST /api/orders/ord_1/payment-links', { ...staff, headers })
  const open = (link: string) => ask('POST /api/payment-links', { body: { link } })
  const pay = (link: string, token = 'pm_card_visa', headers = newKey()) =>
    ask('POST /api/payment-links/payments', {
      body: { link, paymentMethod: { token }, acceptTerms: true },
      headers,
    })
  return { ...twin, ask, make, open, pay }
}

describe('a link to a payment', () => {
  it('shows whoever has it what is to be paid, and nothing of the person', async () => {
    const twin = await createLinkTwin()
    const made = await twin.make()
    expect([made.status, made.body['expiresAt']]).toEqual([201, dueAt])
    const { body } = await twin.open(made.body.link)
    expect(body).toMatchObject({
      ...{ orderId: 'ord_1', payable: true, total: eur(2890), paymentStatus: 'unpaid' },
      lines: [{ sku: 'MUG', quantity: 2, gross: eur(2400) }],
    })
    expect(JSON.stringify(body)).not.toMatch(/Camille|camille|République/)
  })

  it('is told as a fact without the secret, and the same for whoever sends it', async () => {
    const twin = await createLinkTwin()
    const headers = newKey()
    const [one, two] = [await twin.make(headers), await twin.make(headers)]
    expect(two.body).toEqual(one.body)
    const [event] = twin.store.published
    expect(event?.type).toBe('comptoir.orders.payment-link-created.v1')
    expect(event?.data).toMatchObject({ linkId: one.body.linkId, total: eur(2890) })
    expect(JSON.stringify(twin.store.published)).not.toContain(one.body.link)
  })

  it('pays its order without an account, with the terms accepted', async () => {
    const twin = await createLinkTwin()
    const { link } = (await twin.make()).body
    const { status, body } = await twin.pay(link)
    expect(status).toBe(200)
    expect(body).toMatchObject({ paymentStatus: 'paid', payable: false })
    const order = (await twin.orders.get('ord_1'))?.data
    expect(order).toMatchObject({
      ...{ termsAcceptedAt: at, payment: { status: 'paid', attempt: 1 } },
      paymentMethod: { token: 'pm_card_visa' },
    })
    expect(twin.calls).toEqual(['payment ord_1'])
    expect((await twin.pay(link)).body.code).toBe('transition_refused')
  })

  it('answers a payment again though staff switched its method off meanwhile', async () => {
    let settings = fixedSettings()
    const twin = await createLinkTwin(waiting(), () => settings())
    const { link } = (await twin.make()).body
    const key = newKey()
    const first = await twin.pay(link, 'pm_card_visa', key)
    settings = fixedSettings({ payments: { card: false } })
    expect(await twin.pay(link, 'pm_card_visa', key)).toEqual(first)
    expect((await twin.pay(link)).status).toBe(400)
  })

  it('takes another try after a refusal', async () => {
    const twin = await createLinkTwin()
    const { link } = (await twin.make()).body
    expect((await twin.pay(link, 'pm_card_declined')).body).toMatchObject({
      ...{ paymentStatus: 'failed', payable: true },
    })
    expect((await twin.pay(link)).body).toMatchObject({ paymentStatus: 'paid' })
    expect((await twin.orders.get('ord_1'))?.data.payment.attempt).toBe(2)
  })

  it('wants the terms accepted', async () => {
    const twin = await createLinkTwin()
    const { link } = (await twin.make()).body
    const body = { link, paymentMethod: { token: 'pm_card_visa' } }
    const asked = { body, headers: newKey() }
    expect((await twin.ask('POST /api/payment-links/payments', asked)).status).toBe(400)
  })

  it('opens nothing once it is over, forged, or of another order', async () => {
    const order = waiting({ paymentLinks: [{ linkId: 'pl_old', expiresAt: at, by: 'usr_staff' }] })
    const twin = await createLinkTwin(order)
    const signer = createLinkSigner('a seed')
    const over = signer.sign({ orderId: 'ord_1', linkId: 'pl_old', expiresAt: at })
    const unknown = signer.sign({ orderId: 'ord_1', linkId: 'pl_none', expiresAt: dueAt })
    const stranger = signer.sign({ orderId: 'ord_9', linkId: 'pl_old', expiresAt: dueAt })
    const { link } = (await twin.make()).body
    const other = link.replace('ord_1', 'ord_2')
    for (const text of [over, unknown, stranger, other, `${link}x`, 'nonsense'])
      expect((await twin.open(text)).body.code, text).toBe('invalid_token')
  })

  it('is made by staff only, for an order that waits for its payment', async () => {
    const twin = await createLinkTwin(
      waiting({ cancellation: { status: 'requested', by: 'customer', reason: '', at } }),
    )
    expect((await twin.make()).body.code).toBe('transition_refused')
    const asked: Asked = { as: 'usr_1', headers: newKey() }
    expect((await twin.ask('POST /api/orders/ord_1/payment-links', asked)).status).toBe(403)
  })
})

describe('a link to what is outstanding', () => {
  const payment = {
    ...{ paymentIntentId: 'pi_1', attempt: 1, status: 'voided' },
    ...{ captured: eur(0), lapsed: eur(2890) },
  } as const
  const parcels: Order['parcels'] = [
    { shipmentId: 'shp_1', status: 'delivered', deliveredAt: at, events: [] },
  ]
  const left = () =>
    waiting({ status: 'delivered', confirmedAt: at, payment, parcels } as Partial<Order>)

  it('is made for goods that left unpaid, told of, and good for the days of the setting', async () => {
    const twin = await createLinkTwin(left())
    const { status, body } = await twin.make()
    expect([status, body['expiresAt']]).toEqual([201, '2026-11-24T10:00:00.000Z'])
    expect((await twin.open(body.link)).body).toMatchObject({
      ...{ payable: true, total: eur(2890), paymentStatus: 'unpaid', status: 'delivered' },
    })
    expect(twin.store.published.at(-1)?.data).toMatchObject({ total: eur(2890) })
  })

  it('is paid by a payment of its own, after a refusal too, and once', async () => {
    const twin = await createLinkTwin(left())
    const { link } = (await twin.make()).body
    expect((await twin.pay(link, 'pm_card_declined')).body).toMatchObject({
      ...{ paymentStatus: 'failed', payable: true },
    })
    expect((await twin.pay(link)).body).toMatchObject({ paymentStatus: 'paid', payable: false })
    expect([...twin.shop.extra.values()]).toMatchObject([
      { paymentIntentId: 'pi_1_due1', amount: eur(2890), status: 'succeeded', attempt: 2 },
    ])
  })

  it('pays nothing once that was taken, or goods came back', async () => {
    const twin = await createLinkTwin(left())
    const { link } = (await twin.make()).body
    await twin.orders.change('ord_1', (order) => ({
      ...order,
      payment: { ...payment, status: 'paid', captured: eur(2890), lapsed: undefined },
    }))
    expect((await twin.open(link)).body).toMatchObject({ payable: false })
    expect((await twin.pay(link)).body.code).toBe('transition_refused')
    expect((await twin.make()).body.code).toBe('transition_refused')
    expect(twin.shop.extra.size).toBe(0)
  })
})

describe('the signature of a link', () => {
  const claims = { orderId: 'ord_01k', linkId: 'pl_x', expiresAt: dueAt }
  const signer = createLinkSigner('seed')

  it('says what was signed', () => {
    expect(signer.verify(signer.sign(claims))).toEqual(claims)
    expect(createLinkSigner('another').verify(signer.sign(claims))).toBeUndefined()
  })

  it('breaks when any sign of the link is another one', () => {
    const link = signer.sign(claims)
    const signs = fc.constantFrom(...'abcdef.XYZ_-019')
    fc.assert(
      fc.property(fc.nat({ max: link.length - 1 }), signs, (place, sign) => {
        const forged = link.slice(0, place) + sign + link.slice(place + 1)
        if (forged !== link) expect(signer.verify(forged)).toBeUndefined()
      }),
    )
  })
})
