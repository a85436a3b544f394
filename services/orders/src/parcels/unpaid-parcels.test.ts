import { describe, expect, it } from 'vitest'
import { anOrder, at, eur } from '../../test/samples.ts'
import type { Order } from '../order/order.ts'
import { askableOf, outstandingOf, stopUnpaid } from './unpaid-parcels.ts'

const own = { paymentIntentId: 'pi_1', attempt: 1 } as const
const voided = { ...own, status: 'voided', captured: eur(0), lapsed: eur(2890) } as const
const gone = [{ shipmentId: 'shp_1', status: 'in_transit' as const, handedOverAt: at, events: [] }]
const sent = (change: Partial<Order> = {}) =>
  anOrder({ status: 'shipped', payment: voided, parcels: gone, ...change })
const edit = (change: object) => ({
  ...anOrder({ status: 'processing', payment: { ...own, status: 'paid' } }),
  edits: [{ editId: 'ed_1_1', number: 1, status: 'applied', decision: 'apply', ...change }],
})

describe('an order that is here', () => {
  const freed = (order: unknown, purpose?: string) => stopUnpaid(order as Order, { purpose, at })

  it('is stopped when what is held for one of its edits is free again, though the rest was taken', () => {
    expect(freed(edit({}), 'edit1').cancellation).toMatchObject({ reason: 'authorisation_expired' })
    expect(freed(edit({}), 'edit2').cancellation).toBeUndefined()
    expect(freed(edit({ status: 'failed', decision: 'undo' }), 'edit1').cancellation).toBe(
      undefined,
    )
  })

  it('keeps what it was, without an edit that is not decided yet', () => {
    const open = edit({ status: 'applying', decision: undefined })
    const after = freed(open, 'edit1')
    expect(after.cancellation).toBeUndefined()
    expect(after.edits).toMatchObject([{ decision: 'undo', reason: 'authorisation_expired' }])
  })

  it('is stopped when its own money was let go, whatever else was taken of it', () => {
    const payment = { ...voided, status: 'paid', captured: eur(500) } as const
    const order = anOrder({ status: 'processing', payment })
    expect(freed(order).cancellation).toMatchObject({ by: 'system' })
  })
})

describe('what is outstanding', () => {
  it('is what was let go, once goods have left', () => {
    expect(outstandingOf(sent())).toBe(2890)
    expect(outstandingOf(sent({ status: 'confirmed' }))).toBe(2890)
    expect(outstandingOf(sent({ status: 'processing', parcels: [] }))).toBe(0)
    expect(outstandingOf(sent({ status: 'cancelled' }))).toBe(0)
  })

  it('is all of an order whose payments only said that it was let go', () => {
    const payment = { ...own, status: 'voided' } as const
    expect(outstandingOf(sent({ payment }))).toBe(2890)
  })

  it('is nothing of an order that was paid', () => {
    expect(outstandingOf(sent({ payment: { ...own, status: 'paid' } }))).toBe(0)
  })

  it('is asked for as one payment until that is taken, then as the next', () => {
    const asked = { purpose: 'due1', amount: eur(2890) }
    expect(askableOf(sent())).toEqual(asked)
    const link = { linkId: 'pl_1', expiresAt: at, by: 'usr_staff', outstanding: asked }
    const more = sent({ paymentLinks: [link], payment: { ...voided, lapsed: eur(3000) } })
    expect(askableOf(more)).toEqual(asked)
    const line = { id: 2, at, type: 'further_payment', status: 'shipped', by: 'system' } as const
    const paid = { ...more, history: [...more.history, { ...line, detail: 'due1' }] } as Order
    expect(askableOf(paid)).toEqual({ purpose: 'due2', amount: eur(3000) })
  })

  it('is for staff to say once goods came back', () => {
    const lines = [{ sku: 'MUG', quantity: 1 }]
    const back = (accepted: typeof lines): NonNullable<Order['returns']>[number] => ({
      ...{ returnId: 'ret_1_1', kind: 'return', cause: 'choice', status: 'done' },
      ...{ requestedAt: at, key: 'key', lines, accepted },
    })
    expect(askableOf(sent({ returns: [back(lines)] }))).toBeUndefined()
    expect(askableOf(sent({ returns: [back([])] }))).toMatchObject({ purpose: 'due1' })
  })
})
