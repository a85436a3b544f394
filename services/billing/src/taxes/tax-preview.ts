import type { TaxPreview, TaxPreviewRequest } from '@comptoir/contracts/billing/tax-schemas'
import { money } from '@comptoir/money'
import { decideTax, recordTax, type TaxRules, taxToPrice } from '@comptoir/money/tax-decision'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { priceOrder } from '@comptoir/money/totals'
import { refuse } from '@comptoir/service/problems/refusal'
import { taxNoteOf } from './tax-notes.ts'

/** What a basket costs at a place on a day, by the decision and the sums of carts and orders. Refuses unknown tax classes. */
export function previewOf(rules: TaxRules, asked: TaxPreviewRequest, now: Date): TaxPreview {
  const { destination, day = parisDayOf(now), buyerVatCountry, currency } = asked
  const tax = decideTax(rules, { destination, day, buyerVatCountry })
  if (!tax) throw invalid('destination.countryCode', `no VAT rate is known there on ${day}`)
  const at = asked.lines.findIndex(({ taxClass }) => tax.rateOf(taxClass) === undefined)
  if (at >= 0) throw invalid(`lines.${at}.taxClass`, 'there is no rate of this tax class')
  const { totals } = priceOrder({
    currency,
    lines: asked.lines.map((line) => ({ ...line, unitPrice: money(line.unitPrice, currency) })),
    ...(asked.shipping !== undefined && { shipping: { price: money(asked.shipping, currency) } }),
    ...taxToPrice(tax),
  })
  const classes = asked.lines.map(({ taxClass }) => taxClass)
  return { tax: recordTax(tax, classes), totals, note: taxNoteOf(tax) }
}

function invalid(field: string, message: string) {
  const errors = [{ field, code: 'no_tax_rate', message }]
  return refuse('invalid_request', message, { errors })
}
