import { describe, expect, it } from 'vitest'
import { returnedBooks } from '../../../test/returned-books.ts'
import { totalsOf } from '../../../test/totals.ts'
import { reconcileBooks } from '../reconcile-books.ts'

type Loose = { [key: string]: unknown }
type Lists = { [list: string]: Loose[] }
const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const longAgo = '2026-11-01T10:00:00.000Z'

/** What is found once the books were tampered with. */
function found(tamper: (books: Lists) => unknown): string[] {
  const books = returnedBooks()
  tamper(books as never)
  const { discrepancies } = reconcileBooks(books, limits)
  return discrepancies.map(({ rule, subject, what }) => `${rule} ${subject}: ${what}`)
}

const change = (list: Loose[] | undefined, changes: Loose, at = 0) =>
  Object.assign(list?.[at] ?? {}, changes)
const orderIn = ({ orders }: Lists): Loose => orders?.find(({ number }) => number === 'r') ?? {}
const claimsIn = (books: Lists) => orderIn(books)['returns'] as Loose[]
const paymentIn = ({ payments }: Lists) => payments?.find(({ id }) => id === 'pi_r') ?? {}

describe('the books of an exchange for dearer goods', () => {
  it('agree over what was sent, with its payment and an invoice beside that of the order', () => {
    const exchange = { status: 'sent', shipmentId: 'shp_r_x1', kept: eur(0), amount: eur(400) }
    const beside = {
      ...{ invoiceId: 'inv_r_x1', orderId: 'ord_r', number: 'FA-2026-000004', pdf: {} },
      ...{ status: 'finalised', supplements: { invoiceId: 'inv_r' }, totals: totalsOf(400) },
    }
    const charge = { kind: 'charge', paymentIntentId: 'pi_r_x1', amount: 400, currency: 'EUR' }
    const exchanged = (tamper: (books: Lists) => unknown) => (books: Lists) => {
      change(books['returns'], { exchange })
      books['invoices']?.push({ ...beside })
      books['ledger']?.push(charge)
      Object.assign(paymentIn(books), { captured: eur(3_400) })
      books['shipments']?.push({
        ...{ shipmentId: 'shp_r_x1', orderId: 'ord_r', purpose: 'exchange', status: 'delivered' },
        ...{ parcels: [], lines: [] },
      })
      tamper(books)
    }
    expect(found(exchanged(() => undefined))).toEqual([])
    expect(found(exchanged(({ invoices }) => invoices?.pop()))).toContain(
      'invoice ord_r: inv_r_x1 over an exchange is not issued',
    )
    expect(
      found(exchanged(({ invoices }) => change(invoices?.slice(-1), { pdf: undefined }))),
    ).toEqual(['invoice ord_r: FA-2026-000004 has no PDF'])
    expect(found(exchanged(({ returns }) => change(returns, { exchange: undefined })))).toEqual(
      expect.arrayContaining([
        'invoice ord_r: FA-2026-000004 is of no exchange that was sent',
        'money ord_r: delivered, but the provider took 3400 of 3000',
      ]),
    )
    expect(found(exchanged(({ ledger }) => ledger?.pop()))).toContain(
      'money ord_r: delivered, but the provider took 3000 of 3400',
    )
  })

  it('are not judged while it waits to be paid for; the order holds its return open', () => {
    const dueAt = '2026-11-24T10:00:00.000Z'
    const exchange = {
      status: 'awaiting_payment',
      kept: eur(0),
      amount: eur(400),
      at: longAgo,
      dueAt,
    }
    const waiting = (status: string) => (books: Lists) => {
      change(books['returns'], { exchange, status: 'inspected', refund: undefined })
      Object.assign(paymentIn(books), { refunds: [], refunded: eur(0) })
      books['ledger']?.pop()
      books['creditNotes']?.pop()
      Object.assign(orderIn(books), { paymentStatus: 'paid' })
      change(claimsIn(books), { status })
    }
    expect(found(waiting('open'))).toEqual([])
    expect(found(waiting('done'))).toEqual([
      'returns ord_r: ret_r_1 is inspected, but the order holds it as done',
    ])
  })

  it('agree over one that came to nothing, with what was paid for it given back by whomever', () => {
    const exchange = {
      status: 'refused',
      kept: eur(0),
      amount: eur(400),
      paymentIntentId: 'pi_r_x1',
    }
    const moved = (kind: string, paymentIntentId = 'pi_r_x1') => ({
      ...{ kind, paymentIntentId, amount: 400, currency: 'EUR' },
    })
    const givenBack = (status: string, tamper: (books: Lists) => unknown) => (books: Lists) => {
      change(books['returns'], { exchange })
      books['ledger']?.push(moved('charge'), ...(status === 'succeeded' ? [moved('refund')] : []))
      const refund = { id: 'rf_r_x1', paymentIntentId: 'pi_r_x1', amount: eur(400), status }
      const payment = paymentIn(books)
      const refunds = payment['refunds'] as Loose[]
      refunds.push({ ...refund, origin: 'cancellation' })
      const refunded = eur(1_667 + (status === 'succeeded' ? 400 : 0))
      Object.assign(payment, { captured: eur(3_400), refunded })
      tamper(books)
    }
    expect(found(givenBack('succeeded', () => undefined))).toEqual([])
    expect(found(givenBack('pending', () => undefined))).toEqual([])
    expect(found(givenBack('succeeded', ({ ledger }) => ledger?.pop()))).toContain(
      'money ord_r: payments says 2067 refunded, the provider 1667',
    )
  })
})
