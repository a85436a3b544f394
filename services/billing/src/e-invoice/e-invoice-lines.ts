import type { Locale, LocalizedText } from '@comptoir/contracts/common'
import { addVat, allocate, carveVat, type Money, multiply } from '@comptoir/money'
import { printable } from '@comptoir/pdf/printable'
import type { BilledLine, BilledOrder } from '../invoice/billed-order.ts'
import type { Credit } from '../invoice/credit.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { invoiceTexts } from '../printing/invoice-texts.ts'
import { inLocale } from '../printing/printed-formats.ts'
import { type Part, partTitle, shippingParts } from '../printing/printed-parts.ts'
import type { Allowance, EInvoiceLine } from './e-invoice.ts'
import { vatCategoryOf } from './vat-category.ts'

type Parts = {
  readonly lines: EInvoiceLine[]
  readonly allowances: Allowance[]
  readonly charges: Allowance[]
}

/** What was bought, or what is credited, as the paper lists it: goods as lines, shipping as a charge. */
export function partsOf({ order, credit }: IssuedDocument): Parts {
  const goods = order.lines.map((line) => goodsLine(line, order))
  if (!credit || credit.kind === 'whole') return { lines: goods, ...shippingOf(order) }
  if (credit.kind === 'lines')
    return { lines: goods, allowances: [], charges: givenBack(order, credit) }
  const t = invoiceTexts[order.locale]
  const title = credit.kind === 'remainder' ? t.creditRemainder : t.creditAmount
  const lines = credit.vatByRate.map(({ vatRateBps, net }) => ({
    ...{ name: partTitle(title, vatRateBps, order.locale), quantity: 1, net: net.amount },
    ...{ allowances: [], vat: vatCategoryOf(order.tax, vatRateBps) },
  }))
  return { lines, allowances: [], charges: [] }
}

/** The part of the delivery that comes back with lines, by VAT rate. */
const givenBack = (order: BilledOrder, { shipping = [] }: Pick<Credit, 'shipping'>): Allowance[] =>
  shipping.map(({ vatRateBps, net }) => ({
    vat: vatCategoryOf(order.tax, vatRateBps),
    reason: deliveryOf(order),
    amount: net.amount,
  }))

const deliveryOf = ({ locale, shippingLine: { name } }: BilledOrder): string =>
  `${invoiceTexts[locale].shipping} – ${inLocale(name, locale)}`

function goodsLine(line: BilledLine, order: BilledOrder): EInvoiceLine {
  const { sku, quantity, net, vatRateBps, discounts = [] } = line
  const full = withoutVat(multiply(line.unitPrice, quantity), { ...line, order })
  const off = discounts.length > 0 ? full.amount - net.amount : 0
  const shares = allocate(
    off,
    discounts.map(({ amount }) => amount.amount),
  )
  const allowances = discounts.map(({ promotionId }, index) => ({
    amount: shares[index] ?? 0,
    reason: promotionName(promotionId, order),
  }))
  return {
    ...{
      name: printable(inLocale(line.title, order.locale)).trim() || sku,
      sku,
      quantity,
      net: net.amount,
    },
    allowances: allowances.filter(({ amount }) => amount > 0),
    vat: vatCategoryOf(order.tax, vatRateBps),
  }
}

type Priced = {
  readonly vatRateBps: number
  readonly taxClass?: string
  readonly order: Pick<BilledOrder, 'tax'>
}

/**
 * An amount in the kind of price that the shop shows, without VAT. A gross price includes the rate that it was decided with,
 * which an export is free of.
 */
function withoutVat(amount: Money, { vatRateBps, taxClass, order: { tax } }: Priced): Money {
  if (tax?.prices === 'net') return addVat(amount, 0).gross
  const decided = tax?.rates.find((rate) =>
    taxClass === undefined ? rate.rateBps === vatRateBps : rate.taxClass === taxClass,
  )
  return carveVat(amount, decided?.includedRateBps ?? vatRateBps).net
}

/** Shipping by VAT rate at its full price, and what promotions took off it. */
function shippingOf(order: BilledOrder): Omit<Parts, 'lines'> {
  const { shippingLine, totals } = order
  const known = new Set(totals.vatByRate.map(({ vatRateBps }) => vatRateBps))
  const parts = shippingParts(order).filter(({ vatRateBps }) => known.has(vatRateBps))
  const discounts = (shippingLine.discounts ?? []).map(({ promotionId, amount }) => ({
    reason: promotionName(promotionId, order),
    shares: sharesOf(amount, parts),
  }))
  const allowances = discounts.flatMap(({ reason, shares }) =>
    parts.map((part, index): Allowance => {
      const share = shares[index] ?? { amount: 0, currency: order.currency }
      const vat = vatCategoryOf(order.tax, part.vatRateBps)
      return { vat, reason, amount: withoutVat(share, { ...part, order }).amount }
    }),
  )
  const reason = deliveryOf(order)
  const charges = parts.map(({ vatRateBps, net }): Allowance => {
    const same = allowances.filter(({ vat }) => vat.rateBps === vatRateBps)
    const amount = same.reduce((sum, one) => sum + one.amount, net.amount)
    return { vat: vatCategoryOf(order.tax, vatRateBps), reason, amount }
  })
  const isSome = ({ amount }: Allowance) => amount > 0
  return { allowances: allowances.filter(isSome), charges: charges.filter(isSome) }
}

/** A discount of the shipping by its parts; all of it on the first where the shipping became free. */
function sharesOf(amount: Money, parts: readonly Part[]): Money[] {
  const weights = parts.map(({ gross }) => gross.amount)
  return allocate(amount, weights.some((weight) => weight > 0) ? weights : [1, ...weights.slice(1)])
}

function promotionName(promotionId: string, order: BilledOrder): string {
  const name = order.promotions?.find((known) => known.promotionId === promotionId)?.name
  return nameIn(name, order.locale) || invoiceTexts[order.locale].discountReason
}

const nameIn = (name: LocalizedText | undefined, locale: Locale) =>
  name ? inLocale(name, locale) : ''
