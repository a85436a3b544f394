import { describe, expect, it } from 'vitest'
import { invoiceOf } from '../../test/issued-documents.ts'
import { toEInvoice } from '../e-invoice/to-e-invoice.ts'
import { type BillingDocument, draftCreditNote, type IssuedDocument } from '../invoice/invoice.ts'
import { paymentOf } from './printed-payment.ts'

const paidWith = { type: 'card', brand: 'visa', last4: '4242' }

/** The invoice of an order whose money was held when it was issued. */
function heldInvoice(locale: 'fr' | 'en'): IssuedDocument {
  const invoice = invoiceOf({ paidWith, order: { locale } })
  return { ...invoice, issue: { ...invoice.issue, captureAt: 'shipping' } }
}

describe('the paper of an order whose money is held', () => {
  it('says that it is authorised and taken at dispatch, not that it is paid', () => {
    const [authorised, taken] = paymentOf(heldInvoice('fr'))
    expect(authorised).toMatch(/^Paiement autorisé par carte Visa se terminant par 4242 le /)
    expect(taken).toMatch(/^Montant débité à l’expédition : \d/)
    expect(paymentOf(heldInvoice('en')).join(' ')).toMatch(
      /^Payment authorised by Visa card ending in 4242 on .* Amount charged at dispatch: €/,
    )
  })

  it('is due in full in its electronic form', () => {
    const { totals, payment } = toEInvoice(heldInvoice('fr'))
    expect(totals).toMatchObject({ paid: 0, due: totals.gross })
    expect(payment).toMatchObject({ code: '48', cardLast4: '4242' })
  })

  it('of its credit note does not claim that money went back', () => {
    const invoice = heldInvoice('fr')
    const credit = {
      ...({ creditNoteId: 'cn_01', kind: 'whole', reason: 'order_cancelled' } as const),
      ...{ lines: invoice.order.lines, vatByRate: invoice.order.totals.vatByRate },
      createdAt: '2026-11-21T10:00:00.000Z',
    }
    const draft = draftCreditNote(invoice, credit)
    const note = { ...draft, status: 'finalised', issue: invoice.issue, seller: invoice.seller }
    expect(paymentOf(note as BillingDocument & IssuedDocument).at(-1)).toBe(
      'Montant non débité, ou remboursé par le moyen de paiement de la commande s’il l’a été.',
    )
  })
})
