import { carveVat, type Money } from '@comptoir/money'
import type { BilledLine, BilledOrder } from '../invoice/billed-order.ts'
import { taxNoteOf } from '../taxes/tax-notes.ts'
import { invoiceTexts } from './invoice-texts.ts'

/**
 * The price of one without VAT. A gross price includes the rate that it was decided with, which an export is free of; orders
 * from before taxes were decided have gross prices at the rate charged.
 */
export function unitNetOf(line: BilledLine, { tax }: Pick<BilledOrder, 'tax'>): Money {
  if (tax?.prices === 'net') return line.unitPrice
  const decided = tax?.rates.find(({ taxClass }) => taxClass === line.taxClass)
  return carveVat(line.unitPrice, decided?.includedRateBps ?? line.vatRateBps).net
}

/** The mentions at the end: those of every invoice, and those of the VAT of this sale. */
export function noticesOf({ tax, locale, billingAddress, currency }: BilledOrder): string[] {
  const t = invoiceTexts[locale]
  const note = taxNoteOf(tax)?.[locale]
  const kind = tax?.prices === 'net' ? t.netPrices : t.grossPrices
  const all = [t.nature(currency), t.noEarlyDiscount, kind, ...(note ? [note] : [])]
  return billingAddress.company ? [...all, t.businessNotice] : all
}

/** The VAT id of a business, which an invoice without VAT must name; one that could not be checked is printed too. */
export function buyerVatLines({ tax, locale }: BilledOrder): string[] {
  const vatId = tax?.buyerVat?.vatId
  return vatId ? [`${invoiceTexts[locale].vatNumber} ${vatId}`] : []
}
