import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import {
  awaiting,
  days,
  how,
  id,
  inspected,
  intent,
  more,
  pay,
  step,
  type World,
} from '../../test/sagas/dearer-exchange.ts'
import { at, eur } from '../../test/samples.ts'
import { type Asked, appToken, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { createLinkSigner } from '../payment-links/link-signature.ts'
import { decide, declineExchange, supplementFor } from './dearer-exchange.ts'
import { isExchangeOpen } from './return.ts'

async function settle(here: World) {
  for (const name of ['restockReturned', 'refundReturned'])
    for (let times = 0; times < 2; times += 1) await step(here, name)
  return await here.read(id)
}

/** The whole return was refunded, nothing of the exchange is left. */
const asRefunded = (reason: string) => ({
  exchange: { status: 'refused', reason, kept: eur(0) },
  refund: { amount: eur(1599 + 900), status: 'succeeded' },
})

describe('an exchange for dearer goods', () => {
  it('holds them and asks for the difference, in the proportion of what was paid', async () => {
    const here = await awaiting()
    expect(await settle(here)).toMatchObject({
      status: 'inspected',
      exchange: {
        ...{ status: 'awaiting_payment', amount: eur(more), paymentIntentId: intent },
        dueAt: new Date(Date.parse(at) + 3 * days).toISOString(),
      },
    })
    expect(here.shop.stock.get('BOWL')).toBe(3)
    expect(here.shop.extra.get(intent)).toMatchObject({ amount: eur(more) })
    expect(here.shop.supplements.get('inv_1_x1')).toEqual({ status: 'draft', total: more })
    expect([...here.shop.further.keys(), ...here.shop.returnRefunds.keys()]).toEqual([])
    // what came back is on sale all the same, and the order is not settled yet
    expect(here.shop.stock.get('MUG')).toBe(10 + 2)
    expect((await here.order()).returns).toMatchObject([{ status: 'open' }])
  })

  it('tells the customer once, by a link that no event has', async () => {
    const here = await awaiting()
    await settle(here)
    const told = here.store.published.filter(({ type }) => type.includes('payment-link-created'))
    expect(told.map(({ data }) => data)).toMatchObject([
      { linkId: 'pl_x1', returnId: id, total: eur(more), orderId: 'ord_1' },
    ])
  })

  it('sends them once they are paid, with an invoice over the difference, and refunds the other goods', async () => {
    const here = await awaiting()
    pay(here)
    expect(await settle(here)).toMatchObject({
      status: 'refunded',
      exchange: { status: 'sent', shipmentId: 'shp_1_x1', invoiceId: 'inv_1_x1', kept: eur(1599) },
      refund: { amount: eur(900) },
    })
    expect([...here.shop.further.keys()]).toEqual(['shp_1_x1'])
    expect(here.shop.supplements.get('inv_1_x1')).toEqual({ status: 'finalised', total: more })
    expect(here.shop.stock.get('BOWL')).toBe(3)
    expect(here.shop.refunds).toEqual([])
  })

  it('is a return for money when nobody pays in time, and a payment that failed is none', async () => {
    const here = await awaiting()
    pay(here, 'failed')
    here.times.nowMs += 3 * days - 1
    expect(await settle(here)).toMatchObject({ exchange: { status: 'awaiting_payment' } })
    here.times.nowMs += 1
    expect(await settle(here)).toMatchObject(asRefunded('payment_deadline'))
    expect(here.shop.stock.get('BOWL')).toBe(5)
    expect(here.shop.supplements.get('inv_1_x1')?.status).toBe('voided')
    expect(here.shop.extra.get(intent)?.status).toBe('cancelled')
  })

  it('is a return for money when its customer does not want to pay, and not once it is paid', async () => {
    const here = await awaiting()
    await here.rule(id, (ret) => declineExchange(ret, how))
    const again = await here.rule(id, (ret) => declineExchange(ret, how))
    expect(again.data.history.filter(({ type }) => type === 'exchange_declined')).toHaveLength(1)
    expect(await settle(here)).toMatchObject(asRefunded('declined'))
    const paid = await awaiting()
    pay(paid)
    await settle(paid)
    const late = paid.rule(id, (ret) => declineExchange(ret, how))
    await expect(late).rejects.toThrow('no exchange of this return is to be paid')
  })

  it('gives back what was paid when it cannot be sent, or was declined meanwhile', async () => {
    const unshipped = await awaiting()
    unshipped.shop.parcel = 'unknown'
    pay(unshipped)
    expect(await settle(unshipped)).toMatchObject(asRefunded('not_shippable'))
    const declined = await awaiting()
    await declined.rule(id, (ret) => declineExchange(ret, how))
    pay(declined)
    expect(await settle(declined)).toMatchObject(asRefunded('declined'))
    for (const { shop } of [unshipped, declined]) {
      expect(shop.refunds).toEqual(['rf_1_x1'])
      expect(shop.stock.get('BOWL')).toBe(5)
      expect([...shop.further.keys()]).toEqual([])
    }
  })

  it('stays open, and says so to staff, while the refund of what was paid is refused', async () => {
    const here = await awaiting()
    await here.rule(id, (ret) => declineExchange(ret, how))
    pay(here)
    here.shop.refundStatus = 'failed'
    expect(await settle(here)).toMatchObject({ exchange: { status: 'awaiting_payment' } })
    here.shop.refundStatus = 'succeeded'
    const done = await settle(here)
    expect(done).toMatchObject(asRefunded('declined'))
    expect(done?.history.filter(({ type }) => type === 'exchange_refund_failed')).toHaveLength(1)
  })

  it('becomes a return for money when the shelf is empty, and nothing is asked', async () => {
    const here = await inspected()
    here.shop.stock.set('BOWL', 1)
    expect(await settle(here)).toMatchObject(asRefunded('out_of_stock'))
    expect(here.shop.extra.size).toBe(0)
  })

  it.each(['payments', 'billing', 'shipping', 'inventory'])(
    'goes on where it stopped when %s was away, once each',
    async (service) => {
      const here = await inspected()
      const once = async (name: string) => {
        here.shop.away.add(service)
        await Promise.resolve(step(here, name)).catch(() => undefined)
        here.shop.away.clear()
        await step(here, name)
      }
      await once('restockReturned')
      pay(here)
      await once('restockReturned')
      expect(await settle(here)).toMatchObject({ exchange: { status: 'sent' } })
      expect(here.shop.stock.get('BOWL')).toBe(3)
      expect([...here.shop.further.keys()]).toEqual(['shp_1_x1'])
      expect([...here.shop.supplements]).toEqual([
        ['inv_1_x1', { status: 'finalised', total: more }],
      ])
    },
  )

  it('keeps what was decided, whatever is known later', async () => {
    const here = await awaiting()
    await here.rule(id, (ret) => decide(ret, { decision: 'undo', reason: 'declined' }, at))
    const { data } = await here.rule(id, (ret) => decide(ret, { decision: 'send' }, at))
    expect(data).toMatchObject({ exchange: { decision: 'undo', reason: 'declined' } })
  })

  it('has the VAT of the sale in its invoice, which adds up', async () => {
    const here = await awaiting()
    const ret = await here.read(id)
    if (!ret || !isExchangeOpen(ret)) throw new Error('it does not wait')
    const { lines, totals, shippingLine } = supplementFor(await here.order(), ret)
    expect(lines).toMatchObject([{ sku: 'BOWL', quantity: 1, gross: eur(more) }])
    expect(lines[0]?.title).toEqual({
      fr: 'Échange contre 2 × Bol : complément',
      en: 'Exchange for 2 × Bowl: difference',
    })
    expect([shippingLine.gross, totals.grandTotal]).toEqual([eur(0), eur(more)])
    const [rate] = totals.vatByRate
    expect((rate?.net.amount ?? 0) + (rate?.vat.amount ?? 0)).toBe(more)
    expect(rate?.vat).toEqual(totals.vatTotal)
  })
})

describe('the link to the difference', () => {
  async function linked(settings = fixedSettings()) {
    const twin = createAppTwin({ settings })
    const here = await awaiting()
    const [order, ret] = [await here.order(), await here.read(id)]
    await twin.orders.create('ord_1', order)
    if (ret) await twin.returns.create(id, ret)
    for (const [key, outcome] of here.shop.extra) twin.shop.extra.set(key, outcome)
    const ask = async (operation: string, asked: Asked) => {
      const answer = await twin.send(operation, { as: 'nobody', ...asked })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    const record = order.paymentLinks?.[0] ?? { linkId: '', expiresAt: at }
    const link = createLinkSigner('a seed').sign({ orderId: 'ord_1', ...record })
    const headers = appTokenHeaders(appToken, 'notifications')
    const forMail = () => ask('GET /internal/orders/ord_1/payment-links/pl_x1', { headers })
    const open = () => ask('POST /api/payment-links', { body: { link } })
    const payBy = (token: string) =>
      ask('POST /api/payment-links/payments', {
        body: { link, paymentMethod: { token }, acceptTerms: true },
        headers: newKey(),
      })
    return { ...twin, ask, open, payBy, forMail, link }
  }

  it('shows what it is for, and pays it, again after a refusal', async () => {
    const { open, payBy, calls } = await linked()
    expect((await open()).body).toMatchObject({
      ...{ payable: true, total: eur(more), paymentStatus: 'unpaid', shipping: eur(0) },
      lines: [{ sku: 'BOWL', gross: eur(more) }],
    })
    expect((await payBy('pm_card_declined')).body).toMatchObject({
      ...{ paymentStatus: 'failed', payable: true },
    })
    expect((await payBy('pm_card_visa')).body).toMatchObject({
      ...{ paymentStatus: 'paid', payable: false },
    })
    expect(calls).toEqual([`return ${id}`, `return ${id}`])
  })

  it('pays nothing by a method that staff have switched off', async () => {
    const { payBy } = await linked(fixedSettings({ payments: { card: false } }))
    expect((await payBy('pm_card_visa')).body).toMatchObject({ errors: [{ code: 'not_offered' }] })
  })

  it('pays nothing once the exchange is declined', async () => {
    const { ask, open, payBy, forMail, link } = await linked()
    expect((await forMail()).body).toMatchObject({ link })
    const path = `POST /api/returns/${id}/decline-exchange`
    expect((await ask(path, { as: 'usr_2' })).status).toBe(404)
    const declined = await ask(path, { as: 'usr_1' })
    expect(declined.body).toMatchObject({ exchange: { status: 'awaiting_payment' } })
    expect((await payBy('pm_card_visa')).body).toMatchObject({ code: 'transition_refused' })
    expect((await open()).body).toMatchObject({ payable: false })
    expect((await forMail()).status).toBe(404)
  })
})
