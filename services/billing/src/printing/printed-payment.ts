import type { Locale } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { formatMoney } from '@comptoir/money'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { invoiceTexts } from './invoice-texts.ts'
import { formatDay } from './printed-formats.ts'

/** The day of the sale in Paris: when it was paid, as far as that is known. A credit note goes by its order. */
export const paidOn = ({ order, issue }: Pick<IssuedDocument, 'order' | 'issue'>): string =>
  parisDayOf(new Date(issue.paidAt ?? order.placedAt))

/** What became of the money, in sentences. */
export function paymentOf(document: IssuedDocument): string[] {
  const { order, issue, corrects, credit } = document
  const t = invoiceTexts[order.locale]
  if (!corrects) {
    const by = paidBy(issue.paidWith, order.locale)
    const due = formatMoney({ amount: 0, currency: order.currency }, order.locale)
    const day = formatDay(paidOn(document), order.locale)
    if (issue.captureAt) {
      const total = formatMoney(order.totals.grandTotal, order.locale)
      return [t.authorised(day, order.number, by), t.chargedOnDispatch(total)]
    }
    return [t.paid(day, order.number, by), ...accountOf(document), t.paidInFull(due)]
  }
  const day = formatDay(corrects.issuedOn, order.locale)
  const isPart = credit !== undefined && credit.kind !== 'whole'
  return [
    (isPart ? t.creditedInPart : t.credited)(corrects.number, day),
    t.reason(lookUp(t.reasons, corrects.reason) ?? corrects.reason),
    credit?.origin === 'outside'
      ? t.refundedOutside
      : returned(t, paidBy(corrects.paidWith, order.locale), corrects.captureAt),
  ]
}

/** The account that a transfer was sent to, and its reference. */
function accountOf({ order, issue }: IssuedDocument): string[] {
  const { account, reference = order.number } = order.paymentTerms ?? {}
  if (issue.paidWith?.type !== 'bank_transfer' || !account) return []
  return [invoiceTexts[order.locale].toAccount(account.iban, reference)]
}

/** Whether held money was taken before it was credited, nobody knows who prints. */
const returned = (
  t: (typeof invoiceTexts)[Locale],
  by: string,
  captureAt: 'shipping' | undefined,
): string => (captureAt ? t.notTakenOrRefunded : t.refunded(by))

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
export function paidBy(method: UsedPaymentMethod | undefined, locale: Locale): string {
  if (!method) return ''
  const t = invoiceTexts[locale]
  const { type, brand = '', last4 } = method
  const name = cardBrands.get(brand)
  const by = type === 'card' && name && last4 ? t.cardEndingIn(name, last4) : t.methods.get(type)
  return by ? ` ${by}` : ''
}
