import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../test/agreeing-books.ts'
import { totalsOf } from '../../test/totals.ts'
import type { Books } from './read-books.ts'
import { reconcileBooks } from './reconcile-books.ts'

const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const later = '2026-11-21T10:09:59.000Z'

type Loose = { [key: string]: unknown }
type Tamper = (books: { [Name in keyof Books]: Loose[] }) => void

/** What is found once the books were tampered with, as `rule subject`. */
function found(tamper: Tamper): string[] {
  const books = agreeingBooks()
  tamper(books as never)
  const { discrepancies } = reconcileBooks(books, limits)
  return discrepancies.map(({ rule, subject }) => `${rule} ${subject}`)
}

const change = (list: Loose[], at: number, changes: Loose) => Object.assign(list[at] ?? {}, changes)

describe('reconciliation', () => {
  it('finds nothing in books that agree, and sums them up', () => {
    const { discrepancies, sums, claims } = reconcileBooks(agreeingBooks(), limits)
    expect([discrepancies, claims]).toEqual([[], []])
    expect(sums).toEqual([
      {
        ...{ currency: 'EUR', taken: 6000, refunded: 3000, refundedOutside: 0, disputed: 0 },
        ...{ invoiced: 6000, credited: 3000 },
      },
    ])
  })

  it('finds nothing where an order cost nothing: delivered, or cancelled with its invoice credited', () => {
    const none = { amount: 0, currency: 'EUR' }
    const free: Tamper = ({ orders, invoices, creditNotes, payments, ledger }) => {
      const papers = [...orders, ...invoices, ...creditNotes].filter(({ totals }) => totals)
      for (const one of papers) one.totals = { grandTotal: none, vatTotal: none, vatByRate: [] }
      for (const order of orders.slice(0, 2)) order.paymentStatus = 'paid'
      for (const payment of payments) Object.assign(payment, { captured: none, refunded: none })
      ledger.length = 0
    }
    expect(found(free)).toEqual([])
  })

  it('finds money that was taken twice', () => {
    expect(found(({ ledger }) => ledger.push({ ...ledger[0] }))).toContain('money ord_a')
  })

  it('finds an order that was never paid at the provider, whatever it says itself', () => {
    expect(found(({ ledger }) => ledger.shift())).toEqual(
      expect.arrayContaining(['money ord_a', 'sums all orders']),
    )
  })

  it('finds a cancelled order whose money was not given back', () => {
    expect(found(({ ledger }) => ledger.pop())).toContain('money ord_b')
  })

  it('finds a payment that remembers another amount than the provider', () => {
    const amount = { amount: 1, currency: 'EUR' }
    expect(found(({ payments }) => change(payments, 0, { captured: amount }))).toEqual([
      'money ord_a',
    ])
  })

  it('finds money for no order', () => {
    const stray: Tamper = ({ ledger }) => ledger.push({ ...ledger[0], paymentIntentId: 'pi_z' })
    expect(found(stray)).toContain('money pi_z')
  })

  it('names money of orders that a restore lost, until it was refunded at the provider', () => {
    const books = agreeingBooks()
    const [charge] = books.ledger
    if (!charge) throw new Error('no charge')
    const lost = { ...charge, paymentIntentId: 'pi_z' }
    const judge = (...lines: (typeof lost)[]) =>
      reconcileBooks({ ...books, ledger: [...books.ledger, ...lines] }, limits).discrepancies
    const what = 'the provider holds €30.00 and no order ord_z is here: refund it there'
    expect(judge(lost)).toContainEqual({ rule: 'money', subject: 'pi_z', what })
    expect(judge(lost, { ...lost, kind: 'refund' })).toEqual([])
  })

  it('finds a delivered order whose stock never moved', () => {
    const faults = found(({ stock }) => {
      const movements = stock[0]?.['movements'] as Loose[]
      movements.splice(1, 1)
    })
    expect(faults).toEqual(['goods ord_a', 'stock MUG'])
  })

  it('finds stock still held for a cancelled order', () => {
    const faults = found(({ reservations }) => change(reservations, 1, { status: 'secured' }))
    expect(faults).toEqual(expect.arrayContaining(['goods ord_b', 'stock MUG']))
  })

  it('finds a parcel of a cancelled order', () => {
    const faults = found(({ shipments }) => change(shipments, 2, { status: 'in_transit' }))
    expect(faults).toEqual(['goods ord_b'])
  })

  it('finds parcels that hold more or less than was ordered, or than what they replace', () => {
    const parcels = [{ trackingNumber: 'CP', status: 'delivered', lines: [] }]
    expect(found(({ shipments }) => change(shipments, 0, { parcels }))).toContain('goods ord_a')
    expect(found(({ shipments }) => change(shipments, 1, { parcels }))).toEqual(['goods ord_a'])
  })

  it('finds a delivered order of which a parcel is lost and nothing follows', () => {
    const lost: Tamper = ({ shipments }) => {
      const parcels = shipments[0]?.['parcels'] as Loose[]
      change(parcels, 1, { resolution: undefined })
    }
    expect(found(lost)).toEqual(['goods ord_a'])
  })

  it('lets a parcel travel on that turned up after its loss was settled, and no other', () => {
    const onItsWay = (resolution?: object) =>
      found(({ shipments }) => {
        const parcels = shipments[0]?.['parcels'] as Loose[]
        change(parcels, 0, { status: 'in_transit', resolution })
        change(parcels, 1, { status: 'in_transit' })
        change(shipments, 0, { status: 'in_transit' })
      })
    expect(onItsWay({ kind: 'write_off', status: 'done' })).toEqual([])
    expect(onItsWay({ kind: 'write_off', status: 'pending' })).toEqual([
      'goods ord_a',
      'goods ord_a',
    ])
    expect(onItsWay()).toEqual(['goods ord_a', 'goods ord_a'])
  })

  it('finds an invoice that is missing, or of a cancelled order not credited', () => {
    expect(found(({ invoices }) => change(invoices, 0, { status: 'draft' }))).toEqual([
      'invoice ord_a',
    ])
    expect(found(({ creditNotes }) => creditNotes.pop())).toEqual(
      expect.arrayContaining(['invoice ord_b', 'sums all orders']),
    )
  })

  it('finds an invoice before the order is confirmed', () => {
    const early: Tamper = ({ invoices }) => change(invoices, 2, { number: 'FA-2026-000003' })
    expect(found(early)).toContain('invoice ord_c')
  })

  it('finds a hole and a repeat in the numbers', () => {
    const hole: Tamper = ({ invoices, orders }) => {
      change(invoices, 1, { number: 'FA-2026-000003' })
      const creditNotes = [{ number: 'AV-2026-000001' }]
      change(orders, 1, { invoice: { number: 'FA-2026-000003', creditNotes } })
    }
    expect(found(hole)).toEqual(['numbers FA-2026'])
    expect(found(({ invoices }) => change(invoices, 1, { number: 'FA-2026-000001' }))).toContain(
      'numbers FA-2026',
    )
  })

  it('finds an order past its deadline, and one whose cancellation waits', () => {
    const longAgo = '2026-11-21T09:00:00.000Z'
    expect(found(({ orders }) => change(orders, 2, { statusSince: longAgo }))).toEqual([
      'stuck ord_c',
    ])
    const cancellation = { status: 'requested', at: longAgo }
    expect(found(({ orders }) => change(orders, 0, { cancellation }))).toEqual(['stuck ord_a'])
  })

  it('finds events that a consumer did not handle, dead letters, and services that are silent', () => {
    const producers = [
      { producer: 'orders', waiting: 3, oldestWaitingAt: '2026-11-21T10:00:00.000Z' },
    ]
    expect(found(({ consumption }) => change(consumption, 0, { producers }))).toEqual([
      'events billing',
    ])
    const letter = { service: 'billing', event: { type: 't', id: 'i' }, reason: 'ill' }
    expect(found(({ deadLetters }) => deadLetters.push(letter))).toEqual(['events billing'])
    expect(found(({ silent }) => silent.push('orders' as never))).toEqual(['events orders'])
  })

  it('does not judge an order that changed a moment ago', () => {
    const faults = found(({ orders, ledger }) => {
      change(orders, 1, { history: [{ at: later }] })
      ledger.pop()
    })
    expect(faults).toEqual([])
  })

  it('finds a refund without its credit note, and a credit note without its refund', () => {
    const part = { amount: 500, currency: 'EUR' }
    const refunded: Tamper = ({ ledger, payments, orders }) => {
      ledger.push({ ...ledger[0], kind: 'refund', amount: 500 })
      change(payments, 0, { refunded: part })
      change(orders, 0, { paymentStatus: 'partially_refunded' })
    }
    const credited: Tamper = ({ creditNotes, orders }) => {
      const number = 'AV-2026-000002'
      creditNotes.push({
        ...{ invoiceId: 'cn_a_1', orderId: 'ord_a', number, pdf: {} },
        totals: totalsOf(500),
      })
      change(orders, 0, { invoice: { number: 'FA-2026-000001', creditNotes: [{ number }] } })
    }
    expect(found(refunded)).toEqual(['money ord_a', 'sums all orders'])
    expect(found(credited)).toContain('money ord_a')
    const both: Tamper = (books) => {
      refunded(books)
      credited(books)
    }
    expect(found(both)).toEqual([])
  })

  /** A refund of all that failed after its credit note. */
  const failedRefund: Tamper = ({ ledger, payments, orders }) => {
    ledger.push({ ...ledger[1], kind: 'refund_reversal' })
    const refunds = [{ status: 'failed', origin: 'cancellation' }]
    change(payments, 1, { refunded: { amount: 0 }, refunds })
    const refundOwed = { amount: 3000, currency: 'EUR' }
    change(orders, 1, { paymentStatus: 'paid', payment: { refundOwed } })
  }

  it('names a refund that failed after its credit note as owed: no discrepancy, and not silent', () => {
    const books = agreeingBooks()
    failedRefund(books as never)
    const { discrepancies, claims } = reconcileBooks(books, limits)
    expect(discrepancies).toEqual([])
    expect(claims).toEqual([
      { orderId: 'ord_b', kind: 'refund_owed', amount: 3000, currency: 'EUR' },
    ])
  })

  it('finds money that is owed and that the order does not show, or nobody gives back', () => {
    const silent: Tamper = (books) => {
      failedRefund(books)
      change(books.orders, 1, { payment: {} })
    }
    expect(found(silent)).toEqual(['money ord_b'])
    const untried: Tamper = (books) => {
      failedRefund(books)
      change(books.payments, 1, { refunds: [] })
    }
    expect(found(untried)).toEqual(['money ord_b'])
  })

  it('names a lost dispute: its invoice stands', () => {
    const books = agreeingBooks()
    const lost: Tamper = ({ ledger, payments, orders }) => {
      ledger.push({ ...ledger[0], kind: 'dispute' })
      change(payments, 0, { disputed: { amount: 3000 }, disputes: [{ status: 'lost' }] })
      change(orders, 0, { paymentStatus: 'disputed' })
    }
    lost(books as never)
    const { discrepancies, claims } = reconcileBooks(books, limits)
    expect(discrepancies).toEqual([])
    expect(claims).toEqual([
      { orderId: 'ord_a', kind: 'dispute_lost', amount: 3000, currency: 'EUR' },
    ])
  })

  it('finds a parcel that goes on although all was refunded', () => {
    const goesOn: Tamper = ({ orders, shipments }) => {
      change(orders, 0, { status: 'processing', paymentStatus: 'refunded' })
      change(shipments, 0, { status: 'label_created' })
    }
    expect(found(goesOn)).toContain('goods ord_a')
  })
})
