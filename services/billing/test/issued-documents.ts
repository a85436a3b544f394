import { creditNoteIdOfRefund } from '@comptoir/contracts/ids'
import type { BuyerVat } from '@comptoir/contracts/orders/sale-tax'
import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { decideTax, type TaxRules } from '@comptoir/money/tax-decision'
import type { CreditRequest } from '../src/invoice/credit.ts'
import {
  addCredit,
  type BillingDocument,
  draftCreditNote,
  draftInvoice,
  finaliseDocument,
  type IssuedDocument,
  isIssued,
} from '../src/invoice/invoice.ts'
import { readSeed } from '../src/taxes/seed-rates.ts'
import { datedRates } from '../src/taxes/tax-table.ts'
import { seller } from './invoicing.ts'
import { type SampleOptions, sampleOrder } from './sample-order.ts'

const rates = [...readSeed().values()].flatMap(datedRates)
const at = '2026-11-21T10:00:00.000Z'

export type Sale = {
  /** Country and postal code: `CH 1200`. */
  readonly to?: string
  readonly prices?: 'gross' | 'net'
  readonly ossFrom?: string
  readonly buyerVat?: BuyerVat
  readonly paidWith?: UsedPaymentMethod
  readonly currency?: string
  readonly order?: SampleOptions
  /** The invoice that this one replaces. */
  readonly replaces?: {
    readonly invoiceId: string
    readonly number: string
    readonly issuedOn: string
  }
}

/** The issued invoice of an order that was sold somewhere. */
export function invoiceOf(sale: Sale = {}): IssuedDocument {
  const { draft } = draftInvoice(orderOf(sale), at)
  const { replaces } = sale
  const issue = {
    ...{ number: 'FA-2026-000042', sequence: 42, documentId: 'inv_01' },
    ...{ issuedAt: at, issuedOn: '2026-11-21', paidAt: at, paidWith: sale.paidWith },
  }
  return issuedOf(finaliseDocument({ ...draft, replaces }, issue, seller)?.next)
}

function orderOf({ to = 'FR 75010', prices = 'gross', ossFrom, buyerVat, ...sale }: Sale) {
  const [countryCode = 'FR', postalCode = ''] = to.split(' ')
  const rules: TaxRules = { homeCountry: 'FR', prices, rates, ossFrom }
  const valid = buyerVat?.status === 'valid' ? buyerVat.vatId.slice(0, 2) : undefined
  const decided = { destination: { countryCode, postalCode }, buyerVatCountry: valid }
  const tax = decideTax(rules, { ...decided, day: '2026-11-21' })
  if (!tax) throw new Error(`not sold to ${to}`)
  const place = { countryCode, postalCode }
  const order = sampleOrder({ ...sale.order, tax })
  const sold = {
    ...order,
    billingAddress: { ...order.billingAddress, ...place },
    shippingAddress: { ...order.shippingAddress, ...place },
    tax: order.tax && { ...order.tax, buyerVat },
  }
  const { currency = 'EUR' } = sale
  const inCurrency = (_: string, value: unknown) => (value === 'EUR' ? currency : value)
  return JSON.parse(JSON.stringify(sold), inCurrency) as typeof sold
}

/** The invoice of an order that was paid by a transfer to the account that its customer was told. */
export function transferredInvoice(currency = 'EUR'): IssuedDocument {
  const invoice = invoiceOf({ paidWith: { type: 'bank_transfer' }, currency })
  const account = { iban: 'FR76 3000 6000 0112 3456 7890 189' }
  return { ...invoice, order: { ...invoice.order, paymentTerms: { account } } }
}

/** The credit notes that refunds of an invoice come to, one after the other. */
export function creditNotesOf(
  invoice: IssuedDocument,
  refunds: readonly Partial<CreditRequest>[],
): IssuedDocument[] {
  let current: BillingDocument = invoice
  for (const [index, refund] of refunds.entries()) {
    const creditNoteId = creditNoteIdOfRefund(`rfd_${index}`)
    const request = { creditNoteId, reason: 'requested_by_customer', now: at, ...refund }
    current = addCredit(current, request)?.next ?? current
  }
  const credits = current.status === 'finalised' ? (current.credits ?? []) : []
  return credits.map((credit, index) => {
    const issue = {
      ...{ number: `AV-2026-00000${index + 1}`, sequence: index + 1 },
      ...{ documentId: credit.creditNoteId, issuedAt: at, issuedOn: '2026-11-28' },
    }
    const draft = draftCreditNote(invoice, credit)
    return issuedOf(finaliseDocument(draft, issue, seller)?.next)
  })
}

function issuedOf(document: BillingDocument | undefined): IssuedDocument {
  if (!document || !isIssued(document)) throw new Error('it was not issued')
  return document
}
