import type { Locale } from '@comptoir/contracts/common'
import { type Money, subtract } from '@comptoir/money'
import { type BilledOrder, sumOf } from '../invoice/billed-order.ts'
import { invoiceTexts } from './invoice-texts.ts'
import { formatRate } from './printed-formats.ts'

/** What is of one VAT rate only. */
export type Part = { readonly vatRateBps: number; readonly net: Money; readonly gross: Money }

/** `Remboursement partiel, part à 20 %`. */
export function partTitle(title: string, vatRateBps: number, locale: Locale): string {
  return `${title}, ${invoiceTexts[locale].shippingPart(formatRate(vatRateBps, locale))}`
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
