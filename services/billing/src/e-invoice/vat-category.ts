import type { Locale } from '@comptoir/contracts/common'
import type { SaleTax } from '@comptoir/contracts/orders/sale-tax'
import { taxNoteOf } from '../taxes/tax-notes.ts'
import type { Exemption, VatCategory, VatCategoryCode } from './e-invoice.ts'

type Sale = Pick<SaleTax, 'treatment'> | undefined

/** The categories of sales without VAT; everything else without VAT is at a rate of zero. */
const untaxed: Readonly<Partial<Record<SaleTax['treatment'], VatCategoryCode>>> = {
  reverse_charge: 'K',
  export: 'G',
  overseas: 'G',
}

/** The VAT category of what is sold at a rate (UNCL 5305). */
export function vatCategoryOf(sale: Sale, rateBps: number): VatCategory {
  if (rateBps > 0 || !sale) return { code: rateBps > 0 ? 'S' : 'Z', rateBps }
  return { code: untaxed[sale.treatment] ?? 'Z', rateBps }
}

/** Codes of the VATEX list: a reason is asked for where there is no VAT, and forbidden where there is. */
const exemptionCodes: Readonly<Partial<Record<VatCategoryCode, string>>> = {
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
}

/** Why a category has no VAT: what the paper says, with its code. */
export function exemptionOf(
  sale: Sale,
  { code }: VatCategory,
  locale: Locale,
): Exemption | undefined {
  const reason = exemptionCodes[code]
  const text = taxNoteOf(sale)?.[locale]
  return reason && text ? { code: reason, text } : undefined
}
