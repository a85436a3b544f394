import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../../test/agreeing-books.ts'
import type { Books } from '../read-books.ts'
import { reconcileBooks } from '../reconcile-books.ts'

const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const eur = (amount: number) => ({ amount, currency: 'EUR' })

type Loose = { [key: string]: unknown }
type Tamper = (books: { [Name in keyof Books]: Loose[] }) => void

/** The first order is not sent, and its money is held; then something is changed. */
function reconciled(tamper: Tamper = () => undefined) {
  const books = agreeingBooks() as unknown as { [Name in keyof Books]: Loose[] }
  const held = { paymentStatus: 'authorised', status: 'processing' }
  Object.assign(books.orders[0] ?? {}, held)
  Object.assign(books.ledger[0] ?? {}, { kind: 'authorisation' })
  Object.assign(books.payments[0] ?? {}, { captured: eur(0), authorised: eur(3000) })
  books.shipments.splice(1, 1)
  Object.assign(books.shipments[0] ?? {}, {
    status: 'label_created',
    parcels: [
      { trackingNumber: 'CP', lines: [{ sku: 'MUG', quantity: 2 }], status: 'label_created' },
    ],
  })
  const stock = books.stock[0] as { movements: Loose[]; item: Loose }
  stock.movements.pop()
  stock.item['onHand'] = 8
  tamper(books)
  const { discrepancies, claims } = reconcileBooks(books as unknown as Books, limits)
  return { claims, found: discrepancies.map(({ rule, subject }) => `${rule} ${subject}`) }
}

describe('reconciliation of held money', () => {
  it('finds nothing while it waits for a parcel, and names it', () => {
    expect(reconciled()).toEqual({
      found: [],
      claims: [{ orderId: 'ord_a', kind: 'held', amount: 3000, currency: 'EUR' }],
    })
  })

  it('finds money that the provider does not hold', () => {
    expect(reconciled(({ ledger }) => ledger.shift()).found).toContain('money ord_a')
  })

  it('finds money that is held though nobody wants it', () => {
    const forgotten: Tamper = ({ ledger }) => ledger.push({ ...ledger[0], paymentIntentId: 'pi_b' })
    expect(reconciled(forgotten).found).toEqual(['money ord_b'])
  })

  it('finds goods that left while their money was not taken', () => {
    const left: Tamper = ({ orders, shipments }) => {
      Object.assign(orders[0] ?? {}, { status: 'shipped' })
      Object.assign(shipments[0] ?? {}, { status: 'in_transit' })
    }
    expect(reconciled(left).found).toContain('money ord_a')
  })

  const lapsed: Tamper = ({ orders, shipments, payments, ledger }) => {
    const outstanding = { payment: { outstanding: eur(3000) } }
    Object.assign(orders[0] ?? {}, { status: 'shipped', paymentStatus: 'voided', ...outstanding })
    Object.assign(shipments[0] ?? {}, { status: 'in_transit' })
    Object.assign(payments[0] ?? {}, { authorised: undefined, lapsed: eur(3000) })
    ledger.shift()
  }

  it('names what was sent and is not paid since held money was let go', () => {
    expect(reconciled(lapsed)).toEqual({
      found: [],
      claims: [{ orderId: 'ord_a', kind: 'uncollected', amount: 3000, currency: 'EUR' }],
    })
  })

  it('finds that such an order does not show it, or shows it though it was paid since', () => {
    const hidden: Tamper = (books) => {
      lapsed(books)
      Object.assign(books.orders[0] ?? {}, { payment: {} })
    }
    const paid: Tamper = (books) => {
      lapsed(books)
      const due = { id: 'pi_a_due1', purpose: 'due1', captured: eur(3000) }
      Object.assign(books.payments[0] ?? {}, { captured: eur(3000), further: [due] })
      const charge = { kind: 'charge', paymentIntentId: 'pi_a_due1', amount: 3000, currency: 'EUR' }
      books.ledger.unshift(charge)
      Object.assign(books.orders[0] ?? {}, { paymentStatus: 'paid' })
    }
    const settled: Tamper = (books) => {
      paid(books)
      Object.assign(books.orders[0] ?? {}, { payment: {} })
    }
    expect(reconciled(hidden).found).toContain('money ord_a')
    expect(reconciled(paid).found).toEqual(['money ord_a'])
    expect(reconciled(settled)).toEqual({ found: [], claims: [] })
  })

  it('does not take what never left for something to be paid', () => {
    const here: Tamper = (books) => {
      lapsed(books)
      Object.assign(books.orders[0] ?? {}, { status: 'processing', parcels: [] })
      Object.assign(books.shipments[0] ?? {}, { status: 'label_created' })
    }
    expect(reconciled(here).found).toContain('money ord_a')
  })

  it('finds less held than the order costs', () => {
    const less: Tamper = ({ payments }) => {
      Object.assign(payments[0] ?? {}, { authorised: eur(2000) })
    }
    expect(reconciled(less).found).toContain('money ord_a')
  })
})
