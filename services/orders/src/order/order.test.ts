import { OrderStatus } from '@comptoir/contracts/orders/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { hasFailed, move, noteOnce, snapshotOf, startOrder, transitions } from './order.ts'
import { eventsBetween } from './order-events.ts'

const status = fc.constantFrom(...OrderStatus.options)

describe('the table of transitions', () => {
  it('lets an order move only where it allows, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(status, { maxLength: 20 }), (statuses) => {
        let order = anOrder()
        for (const to of statuses) {
          const isAllowed = transitions[order.status].includes(to)
          if (!isAllowed) {
            expect(() => move(order, to, { at })).toThrow('transition_refused')
            continue
          }
          order = move(order, to, { at })
          expect(order.status).toBe(to)
        }
      }),
    )
  })

  it('leads from every state to an end, and nowhere from an end', () => {
    const ends = OrderStatus.options.filter((known) => transitions[known].length === 0)
    expect(ends).toEqual(['completed', 'rejected', 'expired', 'cancelled'])
    const reaches = (from: OrderStatus): boolean =>
      ends.includes(from) || transitions[from].every(reaches)
    expect(OrderStatus.options.every(reaches)).toBe(true)
  })

  it('never brings back an order that came to nothing', () => {
    for (const known of OrderStatus.options.filter((name) => hasFailed({ status: name }))) {
      expect(transitions[known]).toEqual([])
    }
  })
})

describe('the history', () => {
  it('only grows, with ids that count from one', () => {
    fc.assert(
      fc.property(fc.array(status, { maxLength: 20 }), (statuses) => {
        let order = anOrder()
        for (const to of statuses) {
          if (!transitions[order.status].includes(to)) continue
          const before = order.history
          order = move(order, to, { at })
          expect(order.history.slice(0, before.length)).toEqual(before)
        }
        expect(order.history.map(({ id }) => id)).toEqual(
          order.history.map((_, index) => index + 1),
        )
      }),
    )
  })

  it('takes a fact that comes twice once', () => {
    const once = noteOnce(anOrder(), { type: 'refund_failed', at })
    expect(noteOnce(once, { type: 'refund_failed', at })).toBe(once)
  })
})

describe('the events of a step', () => {
  it('tell everything when the order is announced', () => {
    const before = anOrder()
    const [event] = eventsBetween(before, move(before, 'awaiting_payment', { at }))
    expect(event?.type).toBe('comptoir.orders.order-created.v1')
    expect(event?.data).toEqual(snapshotOf(before))
  })

  it('leave with every move along the table except to completed', () => {
    for (const from of OrderStatus.options) {
      for (const to of transitions[from].filter((name) => name !== 'completed')) {
        const before = anOrder({ status: from })
        expect(eventsBetween(before, move(before, to, { at }))).toHaveLength(1)
      }
    }
  })
})

describe('a started order', () => {
  it('knows the ids of its payment and invoice before they exist', () => {
    const { payment, invoice } = startOrder({
      snapshot: snapshotOf(anOrder()),
      placementKey: 'key',
    })
    expect([payment.paymentIntentId, invoice.invoiceId]).toEqual(['pi_1', 'inv_1'])
  })
})
