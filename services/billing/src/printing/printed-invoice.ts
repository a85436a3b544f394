import type { Address, Locale } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { formatMoney, type Money } from '@comptoir/money'
import { type BilledOrder, sumOf } from '../invoice/billed-order.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { invoiceTexts } from './invoice-texts.ts'
import { formatDay, formatRate, inLocale } from './printed-formats.ts'
import { type Part, partTitle, shippingParts } from './printed-parts.ts'
import { paidOn, paymentOf } from './printed-payment.ts'
import { buyerVatLines, noticesOf, unitNetOf } from './printed-taxes.ts'

/** An invoice as it will be read: only texts, in the order's language. */
export type PrintedInvoice = ReturnType<typeof printInvoice>
type Row = { readonly title: string; readonly note?: string; readonly cells: readonly string[] }

/** Says an issued document in words and formatted amounts, with every mention that the law wants. */
export function printInvoice(document: IssuedDocument) {
  const { order, seller, issue } = document
  const t = invoiceTexts[order.locale]
  return {
    heading: document.type === 'invoice' ? t.invoice : t.creditNote,
    number: `${t.number} ${issue.number}`,
    continued: t.continued,
    seller: {
      name: seller.name,
      lines: [
        seller.legalForm,
        ...seller.address,
        [seller.email, seller.phone].filter(Boolean).join(' · '),
        `SIREN ${seller.siren} · ${seller.rcs}`,
        `${t.vatNumber} ${seller.vatNumber}`,
      ],
      footer: `${seller.name}, ${seller.legalForm} · ${seller.address.join(', ')} · ${seller.rcs} · ${t.vatNumberShort} ${seller.vatNumber}`,
    },
    facts: factsOf(document),
    parties: [
      {
        heading: t.billedTo,
        lines: [...partyLines(order.billingAddress, order), ...buyerVatLines(order)],
      },
      { heading: t.deliveredTo, lines: partyLines(order.shippingAddress, order) },
    ],
    columns: t.columns,
    rows: rowsOf(document),
    vatColumns: t.vatColumns,
    vatRows: order.totals.vatByRate.map((rate) => [
      formatRate(rate.vatRateBps, order.locale),
      ...[rate.net, rate.vat, rate.gross].map((amount) => formatMoney(amount, order.locale)),
    ]),
    totals: totalsOf(document),
    payment: paymentOf(document),
    notices: noticesOf(order),
    page: t.page,
  }
}

/** What was bought; of a credit note only what it is over: lines, or an amount by VAT rate. */
function rowsOf({ order, credit, supplements }: IssuedDocument): Row[] {
  const lines = order.lines.map((line) => lineRow(line, order))
  if (supplements) return lines
  if (!credit || credit.kind === 'whole') return [...lines, ...shippingRows(order)]
  if (credit.kind === 'lines') return credit.shipping ? [...lines, ...shippingRows(order)] : lines
  const t = invoiceTexts[order.locale]
  const title = credit.kind === 'remainder' ? t.creditRemainder : t.creditAmount
  return credit.vatByRate.map((rate) => partRow(title, rate, order.locale))
}

function factsOf(document: IssuedDocument): [string, string][] {
  const { order, issue, corrects, supplements } = document
  const t = invoiceTexts[order.locale]
  const first: [string, string] = [t.issuedOn, formatDay(issue.issuedOn, order.locale)]
  const last: [string, string] = [t.orderNumber, order.number]
  if (corrects) {
    const origin = `${corrects.number} (${formatDay(corrects.issuedOn, order.locale)})`
    return [first, [t.correctedInvoice, origin], last]
  }
  const paid = formatDay(paidOn(document), order.locale)
  const dates: [string, string][] = [first, [t.soldOn, paid], [t.dueOn, paid]]
  if (!supplements) return [...dates, last]
  const day = formatDay(supplements.issuedOn, order.locale)
  return [...dates, [t.supplementedInvoice, `${supplements.number} (${day})`], last]
}

function partyLines(address: Address, { locale }: BilledOrder): string[] {
  const { company, recipient, line1, line2, line3, postalCode, city, countryCode } = address
  const country = lookUp(invoiceTexts[locale].country, countryCode) ?? countryCode
  const lines = [company, recipient, line1, line2, line3, `${postalCode} ${city}`, country]
  return lines.filter((line): line is string => Boolean(line))
}

function lineRow(line: BilledOrder['lines'][number], order: BilledOrder): Row {
  const { locale } = order
  const unitNet = unitNetOf(line, order)
  const reference = `${invoiceTexts[locale].reference} ${line.sku}`
  return {
    title: inLocale(line.title, locale),
    note: [reference, ...discountNotes(line, order)].join(' · '),
    cells: cellsOf({ ...line, unitNet }, locale),
  }
}

/** What promotions took off a line or the shipping: an invoice names each discount (CGI annexe II, art. 242 nonies A). */
function discountNotes(
  { discounts = [] }: Pick<BilledOrder['lines'][number], 'discounts'>,
  { promotions = [], locale }: BilledOrder,
): string[] {
  return discounts.map(({ promotionId, amount }) => {
    const name = promotions.find((known) => known.promotionId === promotionId)?.name
    const written = formatMoney(amount, locale)
    return invoiceTexts[locale].discount(name ? inLocale(name, locale) : '', written)
  })
}

/** A row of what is of one VAT rate only. */
function partRow(title: string, part: Part, locale: Locale): Row {
  return {
    title: partTitle(title, part.vatRateBps, locale),
    cells: cellsOf({ ...part, quantity: 1, unitNet: part.net }, locale),
  }
}

function cellsOf(line: Part & { quantity: number; unitNet: Money }, locale: Locale): string[] {
  return [
    String(line.quantity),
    formatMoney(line.unitNet, locale),
    formatRate(line.vatRateBps, locale),
    formatMoney(line.net, locale),
    formatMoney(line.gross, locale),
  ]
}

function shippingRows(order: BilledOrder): Row[] {
  const { locale, shippingLine } = order
  const title = `${invoiceTexts[locale].shipping} – ${inLocale(shippingLine.name, locale)}`
  const note = discountNotes(shippingLine, order).join(' · ')
  const parts = shippingParts(order).map((part) => partRow(title, part, locale))
  const rows = parts.map((row) => ({ ...row, ...(note && { note }) }))
  return rows.length > 1 ? rows : rows.map((row) => ({ ...row, title }))
}

function totalsOf({ order, type }: IssuedDocument): [string, string][] {
  const { totals, locale, currency } = order
  const t = invoiceTexts[locale]
  return [
    [t.totalNet, formatMoney(sumOf(totals.vatByRate, 'net', currency), locale)],
    [t.totalVat, formatMoney(totals.vatTotal, locale)],
    [type === 'invoice' ? t.totalGross : t.creditTotal, formatMoney(totals.grandTotal, locale)],
  ]
}
