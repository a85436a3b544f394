import type { Locale } from '@comptoir/contracts/common'

/** Methods that have the same name in every language, by the provider's word for them. */
function brands(preposition: string): [string, string][] {
  const names = {
    paypal: 'PayPal',
    klarna: 'Klarna',
    ideal: 'iDEAL',
    bancontact: 'Bancontact',
    eps: 'EPS',
    link: 'Link',
  }
  return Object.entries(names).map(([type, name]) => [type, `${preposition} ${name}`])
}

const fr = {
  invoice: 'FACTURE',
  creditNote: 'AVOIR',
  number: 'N°',
  issuedOn: 'Date d’émission',
  soldOn: 'Date de la vente',
  orderNumber: 'Commande',
  dueOn: 'Échéance',
  correctedInvoice: 'Facture d’origine',
  supplementedInvoice: 'Complète la facture',
  billedTo: 'Facturé à',
  deliveredTo: 'Livré à',
  columns: ['Désignation', 'Qté', 'P.U. HT', 'TVA', 'Total HT', 'Total TTC'],
  reference: 'Réf.',
  discount: (name: string, amount: string) => `remise${name && ` « ${name} »`} : −${amount} TTC`,
  shipping: 'Livraison',
  shippingPart: (rate: string) => `part à ${rate}`,
  vatColumns: ['Taux de TVA', 'Base HT', 'TVA', 'TTC'],
  totalNet: 'Total HT',
  totalVat: 'Total TVA',
  totalGross: 'Total TTC',
  creditTotal: 'Total de l’avoir TTC',
  /** `by` is a method of payment with its preposition, or nothing when it is not known. */
  paid: (day: string, order: string, by: string) => `Payée${by} le ${day}, commande ${order}.`,
  methods: new Map([
    ['card', 'par carte bancaire'],
    ['sepa_debit', 'par prélèvement SEPA'],
    ['bank_transfer', 'par virement'],
    ['customer_balance', 'par virement'],
    ...brands('par'),
  ]),
  cardEndingIn: (brand: string, last4: string) => `par carte ${brand} se terminant par ${last4}`,
  authorised: (day: string, order: string, by: string) =>
    `Paiement autorisé${by} le ${day}, commande ${order}.`,
  chargedOnDispatch: (total: string) => `Montant débité à l’expédition : ${total}.`,
  toAccount: (iban: string, reference: string) =>
    `Virement sur le compte ${iban}, référence ${reference}.`,
  paidInFull: (due: string) => `Facture acquittée : reste à payer ${due}.`,
  credited: (number: string, day: string) =>
    `Avoir sur la totalité de la facture ${number} du ${day}.`,
  creditedInPart: (number: string, day: string) =>
    `Avoir sur une partie de la facture ${number} du ${day}.`,
  creditAmount: 'Remboursement partiel',
  creditRemainder: 'Solde de la facture',
  reason: (reason: string) => `Motif : ${reason}.`,
  /** Reasons that the platform gives as codes; others are people's own words. */
  reasons: {
    order_cancelled: 'commande annulée',
    cancelled: 'commande annulée',
    out_of_stock: 'article indisponible',
    payment_deadline: 'délai de paiement dépassé',
    authorisation_expired: 'autorisation de paiement expirée',
    requested_by_customer: 'à la demande du client',
    refunded_at_provider: 'remboursement',
  },
  refunded: (by: string) =>
    `Montant remboursé par le moyen de paiement de la commande${by && `, payée${by}`}.`,
  notTakenOrRefunded:
    'Montant non débité, ou remboursé par le moyen de paiement de la commande s’il l’a été.',
  refundedOutside: 'Montant remboursé par un autre moyen que celui de la commande.',
  nature: (currency: string) =>
    `Nature des opérations : livraison de biens. TVA exigible à la livraison ; montants en ${currency === 'EUR' ? 'euros' : currency}.`,
  noEarlyDiscount: 'Pas d’escompte pour paiement anticipé.',
  /** Of a discount whose promotion has no name any more. */
  discountReason: 'Remise',
  grossPrices:
    'Prix de vente fixés TTC : les prix unitaires HT sont arrondis au centime, la TVA est calculée par ligne.',
  netPrices: 'Prix de vente fixés HT : la TVA est calculée par ligne.',
  businessNotice:
    'Client professionnel : tout retard de paiement entraîne des pénalités au taux de trois fois l’intérêt légal et une indemnité forfaitaire de recouvrement de 40 € (art. L441-10 du Code de commerce).',
  recoveryFee: 'Indemnité forfaitaire pour frais de recouvrement : 40 €.',
  page: (page: number, of: number) => `Page ${page} / ${of}`,
  continued: 'suite',
  vatNumber: 'TVA intracommunautaire',
  vatNumberShort: 'TVA',
  country: { FR: 'France', MC: 'Monaco' },
}

const en: typeof fr = {
  invoice: 'INVOICE',
  creditNote: 'CREDIT NOTE',
  number: 'No.',
  issuedOn: 'Issue date',
  soldOn: 'Date of sale',
  orderNumber: 'Order',
  dueOn: 'Due date',
  correctedInvoice: 'Original invoice',
  supplementedInvoice: 'In addition to invoice',
  billedTo: 'Billed to',
  deliveredTo: 'Delivered to',
  columns: ['Description', 'Qty', 'Unit excl. VAT', 'VAT', 'Net total', 'Gross total'],
  reference: 'Ref.',
  discount: (name: string, amount: string) =>
    `discount${name && ` “${name}”`}: −${amount} incl. VAT`,
  shipping: 'Shipping',
  shippingPart: (rate) => `part at ${rate}`,
  vatColumns: ['VAT rate', 'Net', 'VAT', 'Gross'],
  totalNet: 'Total excl. VAT',
  totalVat: 'Total VAT',
  totalGross: 'Total incl. VAT',
  creditTotal: 'Credit total incl. VAT',
  paid: (day, order, by) => `Paid${by} on ${day}, order ${order}.`,
  methods: new Map([
    ['card', 'by card'],
    ['sepa_debit', 'by SEPA direct debit'],
    ['bank_transfer', 'by bank transfer'],
    ['customer_balance', 'by bank transfer'],
    ...brands('by'),
  ]),
  cardEndingIn: (brand, last4) => `by ${brand} card ending in ${last4}`,
  authorised: (day, order, by) => `Payment authorised${by} on ${day}, order ${order}.`,
  chargedOnDispatch: (total) => `Amount charged at dispatch: ${total}.`,
  toAccount: (iban, reference) => `Transferred to account ${iban}, reference ${reference}.`,
  paidInFull: (due) => `Paid in full: balance due ${due}.`,
  credited: (number, day) => `Credit for the whole of invoice ${number} of ${day}.`,
  creditedInPart: (number, day) => `Credit for a part of invoice ${number} of ${day}.`,
  creditAmount: 'Partial refund',
  creditRemainder: 'Balance of the invoice',
  reason: (reason) => `Reason: ${reason}.`,
  reasons: {
    order_cancelled: 'order cancelled',
    cancelled: 'order cancelled',
    out_of_stock: 'item out of stock',
    payment_deadline: 'payment deadline passed',
    authorisation_expired: 'payment authorisation expired',
    requested_by_customer: 'at the customer’s request',
    refunded_at_provider: 'refund',
  },
  refunded: (by) => `Refunded to the payment method of the order${by && `, paid${by}`}.`,
  notTakenOrRefunded: 'Not charged, or refunded to the payment method of the order if it was.',
  refundedOutside: 'Refunded by other means than the payment method of the order.',
  nature: (currency) =>
    `Nature of the operation: supply of goods. VAT due on delivery; amounts in ${currency === 'EUR' ? 'euros' : currency}.`,
  noEarlyDiscount: 'No discount for early payment.',
  discountReason: 'Discount',
  grossPrices:
    'Selling prices include VAT: unit prices without VAT are rounded to the cent, VAT is computed per line.',
  netPrices: 'Selling prices are without VAT: VAT is computed per line.',
  businessNotice:
    'Business customers: late payment bears interest at three times the French legal rate and a fixed recovery fee of €40 (art. L441-10 of the French Commercial Code).',
  recoveryFee: 'Fixed fee for recovery costs: €40.',
  page: (page, of) => `Page ${page} of ${of}`,
  continued: 'continued',
  vatNumber: 'VAT number',
  vatNumberShort: 'VAT',
  country: { FR: 'France', MC: 'Monaco' },
}

/** Every word that an invoice or a credit note prints. */
export const invoiceTexts: Readonly<Record<Locale, typeof fr>> = { fr, en }
