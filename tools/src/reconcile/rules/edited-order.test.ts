import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../../test/agreeing-books.ts'
import { totalsOf } from '../../../test/totals.ts'
import type { Books } from '../read-books.ts'
import { reconcileBooks } from '../reconcile-books.ts'

const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const eur = (amount: number) => ({ amount, currency: 'EUR' })

type Loose = { [key: string]: unknown }
type LooseBooks = { [Name in keyof Books]: Loose[] }

/** The delivered order of the books, edited: 30 € became 60 €, paid beside, and then 42 €, of which 18 € went back. */
function editedBooks(tamper: (books: LooseBooks) => void = () => undefined): Books {
  const books = agreeingBooks() as unknown as LooseBooks
  const [order, payment, invoice] = [books.orders[0], books.payments[0], books.invoices[0]]
  Object.assign(order ?? {}, {
    totals: totalsOf(4_200),
    placed: { promotions: order?.['promotions'] },
    payment: { paymentIntentId: 'pi_a' },
    paymentStatus: 'partially_refunded',
    edits: [{ status: 'applied' }, { status: 'applied' }],
    invoice: {
      number: 'FA-2026-000004',
      creditNotes: [{ number: 'AV-2026-000002' }, { number: 'AV-2026-000003' }],
    },
  })
  const refund = { id: 'rf_a_edit2', amount: eur(1_800), status: 'succeeded', origin: 'staff' }
  Object.assign(payment ?? {}, { captured: eur(6_000), refunded: eur(1_800), refunds: [refund] })
  const line = { currency: 'EUR' }
  books.ledger.push({ ...line, kind: 'charge', paymentIntentId: 'pi_a_edit1', amount: 3_000 })
  books.ledger.push({ ...line, kind: 'refund', paymentIntentId: 'pi_a', amount: 1_800 })
  Object.assign(invoice ?? {}, { status: 'credited', replacedBy: 'inv_a_2' })
  const issued = { orderId: 'ord_a', pdf: {} }
  books.invoices.push(
    {
      ...{ ...issued, invoiceId: 'inv_a_2', number: 'FA-2026-000003', totals: totalsOf(6_000) },
      ...{ status: 'credited', replacedBy: 'inv_a_3' },
    },
    {
      ...{ ...issued, invoiceId: 'inv_a_3', number: 'FA-2026-000004', totals: totalsOf(4_200) },
      status: 'finalised',
    },
  )
  const noteOver = (n: number, invoiceId: string, gross: number) => ({
    ...{ ...issued, invoiceId: `cn_a_edit${n}`, number: `AV-2026-00000${n + 1}` },
    ...{ status: 'finalised', totals: totalsOf(gross), corrects: { invoiceId } },
  })
  books.creditNotes.push(noteOver(1, 'inv_a', 3_000), noteOver(2, 'inv_a_2', 6_000))
  tamper(books)
  return books as unknown as Books
}

const found = (tamper: (books: LooseBooks) => void) =>
  reconcileBooks(editedBooks(tamper), limits).discrepancies.map(({ rule, what }) => [rule, what])

describe('an order that was edited', () => {
  it('agrees: what was paid, what went back for edits, and its invoices, each credited but the last', () => {
    const { discrepancies, sums } = reconcileBooks(editedBooks(), limits)
    expect(discrepancies).toEqual([])
    expect(sums).toMatchObject([{ currency: 'EUR', taken: 9_000, refunded: 4_800 }])
  })

  it('is found with an extra payment that was taken twice', () => {
    const twice = found(({ ledger }) => ledger.push({ ...ledger.at(-2) }))
    expect(twice).toContainEqual(['money', 'the provider took money 2 times'])
  })

  it('is found where what went back for an edit never did', () => {
    const rules = found(({ ledger }) => ledger.pop()).map(([rule]) => rule)
    expect(rules).toContain('money')
  })

  it('agrees where a bank took back what an edit was to give, and not once it is with the shop again', () => {
    /** Nothing went back; of what was paid the bank has so much. */
    const disputed = (amount: number) => (books: LooseBooks) => {
      const [order = {}, payment = {}] = [books.orders[0], books.payments[0]]
      const line = { kind: 'dispute', paymentIntentId: 'pi_a', amount, currency: 'EUR' }
      books.ledger.splice(-1, 1, line)
      order['paymentStatus'] = 'disputed'
      Object.assign(payment, { refunded: eur(0), disputed: eur(amount), refunds: [] })
    }
    const took = (amount: number) =>
      found(disputed(amount)).filter(([, what = '']) => what.includes('but the provider took'))
    expect(took(6_000)).toEqual([])
    expect(took(0)).toEqual([['money', 'delivered, but the provider took 6000 of 4200']])
  })

  it('is found where an edit made no invoice, or one with another VAT', () => {
    expect(found(({ invoices }) => invoices.pop()).map(([rule]) => rule)).toContain('invoice')
    const other = found(({ invoices }) => {
      const totals = invoices.at(-1)?.['totals'] as { vatByRate: Loose[] }
      Object.assign(totals.vatByRate[0] ?? {}, { vatRateBps: 550 })
    })
    expect(other).toContainEqual([
      'invoice',
      'FA-2026-000004 has other amounts by rate of VAT than the order',
    ])
  })

  it('is found where more is credited at a rate than the invoice has', () => {
    const over = found(({ creditNotes }) =>
      Object.assign(creditNotes.at(-1) ?? {}, { totals: totalsOf(6_600) }),
    )
    expect(over).toContainEqual(['invoice', 'more is credited at 2000 than FA-2026-000003 has'])
  })

  it('is left alone while the edit is applied, and found when that takes too long', () => {
    const applying = (confirmedAt: string) =>
      found(({ orders, ledger }) => {
        ledger.splice(-2)
        const edit = { editId: 'ed_a_1', status: 'applying', confirmedAt }
        Object.assign(orders[0] ?? {}, { edits: [edit] })
      }).filter(([rule]) => rule !== 'sums')
    expect(applying('2026-11-21T10:09:00.000Z').map(([rule]) => rule)).not.toContain('stuck')
    const [late] = applying('2026-11-21T09:00:00.000Z').filter(([rule]) => rule === 'stuck')
    expect(late?.[1]).toBe('ed_a_1 is applying for more than 2100 s')
  })
})
