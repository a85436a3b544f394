import { lookUp } from '@comptoir/contracts/look-up'
import type { IssuedDocument } from '../invoice/invoice.ts'

/** An account of the French chart of accounts (plan comptable général): the first three digits are its, the rest is ours. */
export type Account = { readonly number: string; readonly label: string }

const fixed = (number: string, label: string): Account => ({ number, label })

export const customers = fixed('411000', 'Clients')
/** What the carrier's price is charged on as. */
export const shippingAccount = fixed('708500', 'Ports et frais accessoires facturés')

const sales: Readonly<Record<string, Account>> = {
  domestic: fixed('707000', 'Ventes de marchandises en France'),
  distance_home: fixed('707100', 'Ventes à distance intracommunautaires, TVA française'),
  distance_oss: fixed('707200', 'Ventes à distance intracommunautaires, guichet unique'),
  reverse_charge: fixed('707300', 'Livraisons intracommunautaires'),
  export: fixed('707400', 'Exportations'),
  overseas: fixed('707500', "Ventes vers l'outre-mer"),
}

/** Where a sale of goods is booked, by the rule of its VAT. */
export function salesAccountOf({ order }: IssuedDocument): Account {
  return sales[order.tax?.treatment ?? 'domestic'] ?? fixed('707000', 'Ventes de marchandises')
}

/** Where the VAT of a rate is booked: one account for each, and for each country of the one-stop shop. */
export function vatAccountOf({ order }: IssuedDocument, rateBps: number): Account {
  const { treatment, countryCode = 'FR' } = order.tax ?? {}
  const rate = String(rateBps).padStart(4, '0')
  const percent = String(rateBps / 100).replace('.', ',')
  if (treatment === 'distance_oss') {
    return fixed(`44578${countryCode}${rate}`, `TVA guichet unique ${countryCode} ${percent} %`)
  }
  return fixed(`44571${rate}`, `TVA collectée ${percent} %`)
}

const providers: Readonly<Record<string, Account>> = {
  stripe: fixed('517100', 'Stripe'),
  paypal: fixed('517200', 'PayPal'),
}

/** Where money is until the provider pays it out to the bank. */
export const accountOfProvider = (provider: string): Account =>
  lookUp(providers, provider) ?? fixed('517000', 'Prestataires de paiement')

export const providerAccountOf = ({ order }: IssuedDocument): Account =>
  accountOfProvider(order.paymentMethod.provider)

export const bank = fixed('512000', 'Banque')
/** What a provider keeps for its service. */
export const providerFees = fixed('627800', 'Commissions des prestataires de paiement')
