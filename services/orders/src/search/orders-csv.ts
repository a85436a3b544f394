import type { Locale } from '@comptoir/contracts/common'
import type { Order } from '../order/order.ts'
import { toOverview } from '../order/order-view.ts'

type Cell = string | number | undefined
type Column = { readonly fr: string; readonly en: string; readonly of: (order: Order) => Cell }

/** An amount in minor units, so that it is written with the decimal sign of the language. */
type Amount = { readonly minor: number }
type MoneyColumn = Omit<Column, 'of'> & { readonly of: (order: Order) => Amount | Cell }

const amount = (money: { amount: number } | undefined): Amount | undefined =>
  money && { minor: money.amount }

const columns: readonly MoneyColumn[] = [
  { fr: 'Numéro', en: 'Number', of: ({ number }) => number },
  { fr: 'Passée le (UTC)', en: 'Placed at (UTC)', of: ({ placedAt }) => placedAt },
  { fr: 'Statut', en: 'Status', of: ({ status }) => status },
  { fr: 'Paiement', en: 'Payment', of: ({ payment }) => payment.status },
  { fr: 'Expédition', en: 'Fulfilment', of: (data) => overview(data).fulfilmentStatus },
  { fr: 'E-mail', en: 'Email', of: ({ email }) => email },
  { fr: 'Destinataire', en: 'Recipient', of: ({ shippingAddress }) => shippingAddress.recipient },
  { fr: 'Ville', en: 'City', of: ({ shippingAddress }) => shippingAddress.city },
  { fr: 'Pays', en: 'Country', of: ({ shippingAddress }) => shippingAddress.countryCode },
  { fr: 'Articles', en: 'Items', of: (data) => overview(data).itemCount },
  {
    fr: 'Sous-total TTC',
    en: 'Subtotal incl. VAT',
    of: ({ totals }) => amount(totals.itemsSubtotal),
  },
  { fr: 'Remise', en: 'Discount', of: ({ totals }) => amount(totals.itemsDiscount) },
  { fr: 'Livraison TTC', en: 'Shipping incl. VAT', of: ({ totals }) => amount(totals.shipping) },
  { fr: 'TVA', en: 'VAT', of: ({ totals }) => amount(totals.vatTotal) },
  { fr: 'Total TTC', en: 'Total incl. VAT', of: ({ totals }) => amount(totals.grandTotal) },
  { fr: 'Remboursé', en: 'Refunded', of: ({ payment }) => amount(payment.refunded) },
  { fr: 'Devise', en: 'Currency', of: ({ currency }) => currency },
  { fr: 'Facture', en: 'Invoice', of: ({ invoice }) => invoice.number },
  { fr: 'Transporteur', en: 'Carrier', of: ({ shippingLine }) => shippingLine.carrierCode },
  { fr: 'Suivi', en: 'Tracking', of: ({ parcels }) => trackingOf(parcels) },
  { fr: 'Étiquettes', en: 'Tags', of: ({ staff }) => staff?.tags.join(' ') },
]

const overview = (data: Order) => toOverview({ id: data.orderId, version: 0, data })
const trackingOf = (parcels: Order['parcels']) =>
  parcels.flatMap(({ trackingNumber }) => trackingNumber ?? []).join(' ')

/** French spreadsheets split at `;`, since their decimal sign is the comma. */
const forms: Readonly<Record<Locale, { separator: string; decimal: string }>> = {
  fr: { separator: ';', decimal: ',' },
  en: { separator: ',', decimal: '.' },
}
/** Without it spreadsheets read UTF-8 as the code page of the machine. */
const byteOrderMark = '\ufeff'

/** The names of the columns, with the byte order mark. */
export function csvHead(locale: Locale): string {
  return (
    byteOrderMark +
    lineOf(
      columns.map((column) => column[locale]),
      locale,
    )
  )
}

/** The line of an order. */
export function csvLine(order: Order, locale: Locale): string {
  return lineOf(
    columns.map(({ of }) => textOf(of(order), locale)),
    locale,
  )
}

function textOf(cell: Amount | Cell, locale: Locale): string {
  if (cell === undefined) return ''
  if (typeof cell !== 'object') return String(cell)
  return (cell.minor / 100).toFixed(2).replace('.', forms[locale].decimal)
}

const lineOf = (cells: readonly string[], locale: Locale): string =>
  `${cells.map(quoted).join(forms[locale].separator)}\r\n`

/**
 * A cell that begins as a formula does is run by spreadsheets (OWASP, CSV injection): an apostrophe makes a text of it. Quotes
 * around every cell, doubled inside (RFC 4180).
 */
function quoted(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
