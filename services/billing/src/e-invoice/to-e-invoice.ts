import { exponentOf } from '@comptoir/money'
import type { BilledOrder } from '../invoice/billed-order.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { invoiceTexts } from '../printing/invoice-texts.ts'
import { paidOn, paymentOf } from '../printing/printed-payment.ts'
import { noticesOf } from '../printing/printed-taxes.ts'
import type { EInvoice, Note, VatBreakdown } from './e-invoice.ts'
import { partsOf } from './e-invoice-lines.ts'
import { buyerParty, postalAddress, sellerParty } from './parties.ts'
import { paymentMeansOf } from './payment-means.ts'
import { withinTolerance } from './vat-breakdown.ts'
import { exemptionOf, vatCategoryOf } from './vat-category.ts'

/** EN 16931 has two decimals at most (BR-DEC): a dinar of a thousand fils cannot be written. */
export const hasEInvoice = ({ order }: Pick<IssuedDocument, 'order'>): boolean =>
  exponentOf(order.currency) <= 2

/**
 * An issued document in the terms of EN 16931, from what is stored alone: the same each time. It says what the paper says;
 * what was paid is never changed.
 */
export function toEInvoice(document: IssuedDocument): EInvoice {
  const { order, issue, seller, type, corrects } = document
  const preceding = corrects ?? document.supplements
  const { currency, totals, tax, locale } = order
  const vat = totals.vatByRate.map((rate): VatBreakdown => {
    const category = vatCategoryOf(tax, rate.vatRateBps)
    const exemption = exemptionOf(tax, category, locale)
    return { ...category, taxable: rate.net.amount, tax: rate.vat.amount, exemption }
  })
  const amounts = withinTolerance({ ...partsOf(document), vat }, currency)
  return {
    ...{ type, number: issue.number, issuedOn: issue.issuedOn, currency },
    notes: notesOf(order),
    orderNumber: order.number,
    preceding: preceding && { number: preceding.number, issuedOn: preceding.issuedOn },
    seller: sellerParty(seller),
    buyer: buyerParty(order),
    delivery: deliveryOf(document),
    payment: paymentMeansOf(
      { paidWith: corrects?.paidWith ?? issue.paidWith, isPaidBack: corrects !== undefined },
      order,
    ),
    paymentTerms: paymentOf(document).join(' '),
    dueOn: corrects ? undefined : paidOn(document),
    ...amounts,
    totals: totalsOf(amounts, issue.captureAt !== undefined),
  }
}

function deliveryOf(document: IssuedDocument): EInvoice['delivery'] {
  const { shippingAddress } = document.order
  const { company, recipient } = shippingAddress
  const name = company && company !== recipient ? `${company}, ${recipient}` : recipient
  return { name, on: paidOn(document), address: postalAddress(shippingAddress) }
}

/** The mentions of the paper; those that French platforms look for have a code (BR-FR-05). */
function notesOf(order: BilledOrder): Note[] {
  const t = invoiceTexts[order.locale]
  const { business, discount } = { business: t.businessNotice, discount: t.noEarlyDiscount }
  const coded = (text: string): Note[] => {
    if (text === discount) return [{ code: 'AAB', text }]
    if (text !== business) return [{ code: 'REG', text }]
    return [
      { code: 'PMD', text },
      { code: 'PMT', text: t.recoveryFee },
    ]
  }
  return noticesOf(order).flatMap(coded)
}

type Amounts = Pick<EInvoice, 'lines' | 'allowances' | 'charges' | 'vat'>

/** All is paid, or paid back, when a document is issued; held money is not taken yet. */
function totalsOf(amounts: Amounts, isHeld: boolean): EInvoice['totals'] {
  const of = (parts: readonly { readonly amount: number }[]) =>
    parts.reduce((sum, { amount }) => sum + amount, 0)
  const lines = amounts.lines.reduce((sum, { net }) => sum + net, 0)
  const [allowances, charges] = [of(amounts.allowances), of(amounts.charges)]
  const net = lines - allowances + charges
  const vat = amounts.vat.reduce((sum, { tax }) => sum + tax, 0)
  const gross = net + vat
  const [paid, due] = isHeld ? [0, gross] : [gross, 0]
  return { lines, allowances, charges, net, vat, gross, paid, due }
}
