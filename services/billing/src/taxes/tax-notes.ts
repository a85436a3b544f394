import type { Locale, LocalizedText } from '@comptoir/contracts/common'
import type { SaleTax } from '@comptoir/contracts/orders/sale-tax'

type Note = { readonly [locale in Locale]: string }

/** What the law wants on an invoice where VAT is not the usual, by the rule that the sale falls under. */
const notes: Readonly<Partial<Record<SaleTax['treatment'], Note>>> = {
  distance_oss: {
    fr: 'TVA du pays de livraison, déclarée au guichet unique de l’Union (OSS).',
    en: 'VAT of the country of delivery, declared in the Union one-stop shop (OSS).',
  },
  reverse_charge: {
    fr: 'Autoliquidation : TVA due par le preneur. Livraison intracommunautaire exonérée, art. 262 ter I du CGI et art. 138 de la directive 2006/112/CE.',
    en: 'Reverse charge: VAT is due by the customer. Exempt intra-Community supply, art. 138 of directive 2006/112/EC and art. 262 ter I of the French tax code (CGI).',
  },
  export: {
    fr: 'Exportation exonérée de TVA, art. 262 I du CGI et art. 146 de la directive 2006/112/CE.',
    en: 'Export exempt from VAT, art. 146 of directive 2006/112/EC and art. 262 I of the French tax code (CGI).',
  },
  overseas: {
    fr: 'Expédition vers l’outre-mer, exonérée de TVA comme une exportation, art. 294, 2 et art. 262 I du CGI.',
    en: 'Dispatch to overseas France, exempt from VAT as an export, art. 294, 2 and art. 262 I of the French tax code (CGI).',
  },
}

/** The mention of the VAT of a sale in the shop's languages; none where French VAT is charged as usual. */
export const taxNoteOf = (tax: Pick<SaleTax, 'treatment'> | undefined): LocalizedText | undefined =>
  tax && notes[tax.treatment]
