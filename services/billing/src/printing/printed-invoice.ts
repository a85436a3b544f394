import type { Address, Locale, LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { formatMoney, type Money, subtract } from '@comptoir/money'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { type BilledOrder, sumOf } from '../invoice/billed-order.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { invoiceTexts } from './invoice-texts.ts'
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
function rowsOf({ order, credit }: IssuedDocument): Row[] {
  const lines = order.lines.map((line) => lineRow(line, order))
  if (!credit || credit.kind === 'whole') return [...lines, ...shippingRows(order)]
  if (credit.kind === 'lines') return lines
  const t = invoiceTexts[order.locale]
  const title = credit.kind === 'remainder' ? t.creditRemainder : t.creditAmount
  return credit.vatByRate.map((rate) => partRow(title, rate, order.locale))
}

function factsOf({ order, issue, corrects }: IssuedDocument): [string, string][] {
  const t = invoiceTexts[order.locale]
  const first: [string, string] = [t.issuedOn, formatDay(issue.issuedOn, order.locale)]
  const last: [string, string] = [t.orderNumber, order.number]
  if (corrects) {
    const origin = `${corrects.number} (${formatDay(corrects.issuedOn, order.locale)})`
    return [first, [t.correctedInvoice, origin], last]
  }
  const paid = paidOn(order, issue.paidAt)
  return [first, [t.soldOn, paid], [t.dueOn, paid], last]
}

function paidOn(order: BilledOrder, paidAt = order.placedAt): string {
  return formatDay(parisDayOf(new Date(paidAt)), order.locale)
}

function paymentOf({ order, issue, corrects, credit }: IssuedDocument): string[] {
  const t = invoiceTexts[order.locale]
  if (!corrects) {
    const by = paidBy(issue.paidWith, order.locale)
    return [t.paid(paidOn(order, issue.paidAt), order.number, by), t.paidInFull]
  }
  const day = formatDay(corrects.issuedOn, order.locale)
  const isPart = credit !== undefined && credit.kind !== 'whole'
  return [
    (isPart ? t.creditedInPart : t.credited)(corrects.number, day),
    t.reason(lookUp(t.reasons, corrects.reason) ?? corrects.reason),
    credit?.origin === 'outside'
      ? t.refundedOutside
      : t.refunded(paidBy(corrects.paidWith, order.locale)),
  ]
}

const cardBrands: ReadonlyMap<string, string> = new Map([
  ['visa', 'Visa'],
  ['mastercard', 'Mastercard'],
  ['amex', 'American Express'],
  ['cartes_bancaires', 'CB'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['jcb', 'JCB'],
  ['unionpay', 'UnionPay'],
])

/** ` par carte Visa se terminant par 4242`; nothing for a method that is not known or has no name here. */
function paidBy(method: UsedPaymentMethod | undefined, locale: Locale): string {
  if (!method) return ''
  const t = invoiceTexts[locale]
  const { type, brand = '', last4 } = method
  const name = cardBrands.get(brand)
  const by = type === 'card' && name && last4 ? t.cardEndingIn(name, last4) : t.methods.get(type)
  return by ? ` ${by}` : ''
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

type Part = { readonly vatRateBps: number; readonly net: Money; readonly gross: Money }

/** A row of what is of one VAT rate only. */
function partRow(title: string, part: Part, locale: Locale): Row {
  const rate = formatRate(part.vatRateBps, locale)
  return {
    title: `${title}, ${invoiceTexts[locale].shippingPart(rate)}`,
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

/** The shipping by VAT rate: what the totals of each rate have beyond the lines. Goods of two rates split it. */
export function shippingParts({ lines, shippingLine, totals, currency }: BilledOrder): Part[] {
  const parts = totals.vatByRate.map(({ vatRateBps, net, gross }) => {
    const goods = lines.filter((line) => line.vatRateBps === vatRateBps)
    return {
      vatRateBps,
      net: subtract(net, sumOf(goods, 'net', currency)),
      gross: subtract(gross, sumOf(goods, 'gross', currency)),
    }
  })
  const paid = parts.filter((part) => part.gross.amount > 0)
  return paid.length > 0 ? paid : [shippingLine]
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

const percent = { style: 'percent', maximumFractionDigits: 2 } as const
const writtenRate = {
  fr: new Intl.NumberFormat('fr', percent),
  en: new Intl.NumberFormat('en', percent),
}

/** `20 %`, `5,5 %`; in English `5.5%`. */
export function formatRate(rateBps: number, locale: Locale): string {
  return writtenRate[locale].format(rateBps / 10_000)
}

const day = { timeZone: 'UTC', day: '2-digit', year: 'numeric' } as const
const writtenDay = {
  fr: new Intl.DateTimeFormat('fr-FR', { ...day, month: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { ...day, month: 'long' }),
}

/** A day as people write it: `21/11/2026`, in English `21 November 2026`. */
function formatDay(isoDay: string, locale: Locale): string {
  return writtenDay[locale].format(new Date(`${isoDay}T12:00:00Z`))
}

function inLocale(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text.fr ?? text.en ?? ''
}
