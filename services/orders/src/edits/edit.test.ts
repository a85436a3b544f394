import { describe, expect, it } from 'vitest'
import { anOrder as anySample, at, eur } from '../../test/samples.ts'
import type { Order } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { eventsBetween } from '../order/order-events.ts'
import { recordOutcome, recordPayment } from '../order/order-payment.ts'
import { StoredOrder } from '../order/stored-order.ts'
import { activeEdit } from './active-edit.ts'
import {
  addPreview,
  applyEdit,
  confirmEdit,
  contentOf,
  decideApply,
  decideUndo,
  editOf,
  failEdit,
  recordEditPayment,
  withdrawPreview,
} from './edit.ts'

const paid = { paymentIntentId: 'pi_1', status: 'paid' as const, attempt: 1, paidAt: at }
const anOrder = (change: Partial<Order> = {}): Order =>
  anySample({ status: 'processing', payment: paid, ...change })

/** An order with a preview of three mugs in place of two. */
function previewed(order = anOrder(), amount = 1200): Order {
  const before = contentOf(order)
  const grandTotal = eur(before.totals.grandTotal.amount + amount)
  const content = { ...before, totals: { ...before.totals, grandTotal } }
  const changes = { lines: [{ sku: 'MUG', quantity: 3 }] }
  return addPreview(order, { content, difference: eur(amount), changes, by: 'customer', at })
}
const paymentMethod = { provider: 'stripe' as const, token: 'pm_card_visa' }
const confirming = { at, by: 'customer' as const, paymentMethod }
const confirmed = (order = previewed()) => confirmEdit(order, 'ed_1_1', confirming)
const cancel = { reason: 'changed_mind', by: 'customer' as const, at }

describe('what may be edited', () => {
  it.for<[string, Partial<Order>, string]>([
    ['is not paid', { status: 'awaiting_payment' }, 'awaiting_payment'],
    ['was delivered', { status: 'delivered' }, 'delivered'],
    [
      'has a parcel that left',
      { parcels: [{ shipmentId: 'shp_1', status: 'in_transit', handedOverAt: at, events: [] }] },
      'has left',
    ],
    ['is being cancelled', { cancellation: { status: 'requested', ...cancel } }, 'cancelled'],
    [
      'was refunded in part',
      { payment: { ...paid, status: 'partially_refunded', captured: eur(2890), refunded: eur(1) } },
      'refunded',
    ],
  ])('is no order that %s', ([, change, word]) => {
    expect(() => previewed(anOrder(change))).toThrow(word)
  })

  it('is an order that is being prepared, its labels made', () => {
    const parcels = [{ shipmentId: 'shp_1', status: 'label_created' as const, events: [] }]
    expect(previewed(anOrder({ parcels })).edits).toHaveLength(1)
  })
})

describe('an order that cost nothing', () => {
  const until = '2026-11-28T10:00:00.000Z'
  const free = anOrder({ totals: { ...anySample().totals, grandTotal: eur(0) } })
  const withPayment = (status: string) =>
    recordEditPayment(confirmed(previewed(free)), 'ed_1_1', {
      ...{ paymentIntentId: 'pi_1_edit1', status, authorisedUntil: until },
    })

  it('is authorised, not paid, once an edit of it is paid with held money', () => {
    const decided = decideApply(withPayment('authorised'), 'ed_1_1')
    const { payment } = applyEdit(decided, 'ed_1_1', at)
    expect(payment).toMatchObject({ status: 'authorised', authorisedUntil: until })
    expect(payment.paidAt).toBeUndefined()
  })

  it('stays so when its first payment is told again, and is paid once the money is taken', () => {
    const held = applyEdit(decideApply(withPayment('authorised'), 'ed_1_1'), 'ed_1_1', at)
    const known = { ...held, eventVersions: { ...held.eventVersions, payment: 1 } }
    const again = { status: 'paid', at, attempt: 1, version: 1 } as const
    expect(recordPayment(known, again).payment.status).toBe('authorised')
    const asked = { paymentIntentId: 'pi_1', status: 'succeeded', attempt: 1 } as const
    expect(recordOutcome(known, { ...asked, amount: eur(0) }, at).payment.status).toBe('authorised')
    expect(recordPayment(known, { ...again, version: 4 }).payment.status).toBe('paid')
  })

  it('stays paid while an edit of it is undecided, undone, or was paid at once', () => {
    expect(withPayment('authorised').payment.status).toBe('paid')
    const undone = decideUndo(withPayment('authorised'), 'ed_1_1', 'sent')
    expect(decideApply(undone, 'ed_1_1').payment.status).toBe('paid')
    expect(decideApply(withPayment('succeeded'), 'ed_1_1').payment.status).toBe('paid')
  })
})

describe('a preview', () => {
  it('replaces the one before, under the next number', () => {
    const twice = previewed(previewed())
    expect(twice.edits?.map(({ editId }) => editId)).toEqual(['ed_1_2'])
  })

  it('is taken back, unless it was confirmed', () => {
    expect(withdrawPreview(previewed(), 'ed_1_1').edits).toEqual([])
    expect(() => withdrawPreview(confirmed(), 'ed_1_1')).toThrow('applying')
    expect(() => editOf(previewed(), 'ed_1_9')).toThrow('no such edit')
  })

  it('is not confirmed when it is too old, of another revision, or not paid for', () => {
    const late = { ...confirming, at: '2026-11-21T11:00:00.000Z' }
    expect(() => confirmEdit(previewed(), 'ed_1_1', late)).toThrow('too old')
    const other = { ...previewed(), revision: 2 }
    expect(() => confirmEdit(other, 'ed_1_1', confirming)).toThrow('preview the edit again')
    const without = { ...confirming, paymentMethod: undefined }
    expect(() => confirmEdit(previewed(), 'ed_1_1', without)).toThrow('to be paid')
  })

  it('is confirmed once', () => {
    const once = confirmed()
    expect(confirmEdit(once, 'ed_1_1', confirming)).toBe(once)
    expect(once.history.at(-1)).toMatchObject({ type: 'edit_confirmed', detail: 'ed_1_1' })
  })
})

describe('an edit that is applied', () => {
  it('holds the order: neither another edit nor a cancel begins', () => {
    expect(() => previewed(confirmed())).toThrow('another edit')
    expect(() => requestCancel(confirmed(), cancel)).toThrow('an edit of the order')
  })

  it('gives way to a cancel while it waits for its payment', () => {
    const payment = { paymentIntentId: 'pi_1_edit1', status: 'requires_action' }
    const waiting = recordEditPayment(confirmed(), 'ed_1_1', payment)
    expect(requestCancel(waiting, cancel).cancellation?.status).toBe('requested')
    const decided = decideApply(waiting, 'ed_1_1')
    expect(() => requestCancel(decided, cancel)).toThrow('an edit of the order')
  })

  it('changes the order at its end, and keeps what was placed', () => {
    const before = confirmed()
    const after = applyEdit(decideApply(before, 'ed_1_1'), 'ed_1_1', at)
    expect(after.totals.grandTotal).toEqual(eur(4090))
    expect(after.placed).toEqual(contentOf(before))
    expect([after.revision, activeEdit(after)]).toEqual([2, undefined])
    expect(after.edits?.[0]?.paymentMethod).toBeUndefined()
    const [event] = eventsBetween(before, after)
    expect(event?.type).toBe('comptoir.orders.order-edited.v1')
    expect(event?.data).toMatchObject({ editId: 'ed_1_1', revision: 2, difference: eur(1200) })
    expect(StoredOrder.parse(structuredClone(after))).toEqual(after)
  })

  it('is not applied before that is decided, nor undone after', () => {
    const order = confirmed()
    expect(applyEdit(order, 'ed_1_1', at)).toBe(order)
    const decided = decideApply(order, 'ed_1_1')
    expect(decideUndo(decided, 'ed_1_1', 'cancelled')).toEqual(decided)
    expect(failEdit(decided, 'ed_1_1', at)).toBe(decided)
  })

  it('leaves the order as before when it fails', () => {
    const before = confirmed()
    const failed = failEdit(decideUndo(before, 'ed_1_1', 'out_of_stock'), 'ed_1_1', at)
    expect(contentOf(failed)).toEqual(contentOf(before))
    expect(failed.edits?.[0]).toMatchObject({ status: 'failed', reason: 'out_of_stock' })
    const [event] = eventsBetween(before, failed)
    expect(event?.data).toMatchObject({ editId: 'ed_1_1', reason: 'out_of_stock' })
  })
})
