import { describe, expect, it } from 'vitest'
import { seller } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import {
  addCredit,
  attachPdf,
  type BillingDocument,
  checkAmounts,
  draftCreditNote,
  draftInvoice,
  finaliseDocument,
  type IssuedDocument,
  recordCreditNote,
  voidDocument,
} from './invoice.ts'

const now = '2026-11-21T10:00:00.000Z'
const order = sampleOrder({ lines: [{ title: 'Lampe', quantity: 3, unitPrice: 3_823 }] })
const cancellation = { orderId: order.orderId, reason: 'order_cancelled', now }
const { draft } = draftInvoice(order, now)

function issueOf(number: string, documentId: string) {
  return { number, sequence: 1, documentId, issuedAt: now, issuedOn: '2026-11-21' }
}

function finalised(document: BillingDocument = draft, issue = issueOf('FA-2026-000001', 'inv_01')) {
  return finaliseDocument(document, issue, seller)?.next as IssuedDocument
}

describe('draftInvoice', () => {
  it('copies the order and has no number', () => {
    expect(draft).toMatchObject({ status: 'draft', type: 'invoice', order })
    expect(draft).not.toHaveProperty('issue')
  })

  it('refuses an order whose amounts do not add up', () => {
    const off = { ...order.totals, grandTotal: { amount: 1, currency: 'EUR' } }
    expect(() => draftInvoice({ ...order, totals: off }, now)).toThrow('do not add up')
    const vat = { ...order.totals, vatTotal: { amount: 1, currency: 'EUR' } }
    expect(() => checkAmounts({ ...order, totals: vat })).toThrow('do not add up')
  })
})

describe('finaliseDocument', () => {
  it('gives a draft its number for good, and says so', () => {
    const change = finaliseDocument(draft, issueOf('FA-2026-000001', 'inv_01'), seller)
    expect(change?.next).toMatchObject({ status: 'finalised', issue: { number: 'FA-2026-000001' } })
    expect(change?.events?.map(({ type }) => type)).toEqual([
      'comptoir.billing.invoice-finalised.v1',
    ])
  })

  it('leaves what is no draft as it is', () => {
    const voided = voidDocument(draft, cancellation)?.next as BillingDocument
    const issue = issueOf('FA-2026-000002', 'inv_01')
    expect(finaliseDocument(voided, issue, seller)).toBeUndefined()
    expect(finaliseDocument(finalised(), issue, seller)).toBeUndefined()
  })
})

describe('voidDocument', () => {
  it('voids a draft and leaves a tombstone where nothing is', () => {
    expect(voidDocument(draft, cancellation)?.next).toMatchObject({ status: 'voided' })
    expect(voidDocument(undefined, cancellation)?.next).toEqual({
      status: 'voided',
      orderId: order.orderId,
      reason: 'order_cancelled',
      voidedAt: now,
    })
  })

  it('never voids a finalised invoice', () => {
    expect(voidDocument(finalised(), cancellation)).toBeUndefined()
  })
})

describe('credit note', () => {
  const request = { creditNoteId: 'cn_01', reason: 'order_cancelled', now }
  const invoice = addCredit(finalised(), request)?.next as IssuedDocument
  const [credit] = invoice.credits ?? []
  const note =
    credit && finalised(draftCreditNote(invoice, credit), issueOf('AV-2026-000001', 'cn_01'))

  it('cites the invoice and has the same, positive amounts', () => {
    expect(note).toMatchObject({
      type: 'credit_note',
      corrects: { invoiceId: 'inv_01', number: 'FA-2026-000001', issuedOn: '2026-11-21' },
    })
    expect(note?.order.totals).toEqual(order.totals)
  })

  it('marks its invoice as credited, once it has a number', () => {
    const number = 'AV-2026-000001'
    expect(invoice).toMatchObject({ status: 'finalised' })
    const credited = recordCreditNote(invoice, { creditNoteId: 'cn_01', number })?.next
    expect(credited).toMatchObject({
      status: 'credited',
      order: invoice.order,
      creditNote: { creditNoteId: 'cn_01', number },
    })
    expect(credited && addCredit(credited, { ...request, creditNoteId: 'cn_02' })).toBeUndefined()
  })

  it('is not made of a void invoice', () => {
    const voided = voidDocument(draft, cancellation)?.next as BillingDocument
    expect(addCredit(voided, request)).toBeUndefined()
  })
})

describe('attachPdf', () => {
  it('keeps the first PDF only', () => {
    const withPdf = attachPdf(finalised(), { pdf: { sha256: 'a', size: 1 } })
      ?.next as BillingDocument
    expect(withPdf).toMatchObject({ pdf: { sha256: 'a' } })
    expect(attachPdf(withPdf, { pdf: { sha256: 'b', size: 1 } })).toBeUndefined()
    expect(attachPdf(draft, { pdf: { sha256: 'a', size: 1 } })).toBeUndefined()
  })
})
