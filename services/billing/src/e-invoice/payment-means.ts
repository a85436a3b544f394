import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { BilledOrder } from '../invoice/billed-order.ts'
import { paidBy } from '../printing/printed-payment.ts'
import type { PaymentMeans } from './e-invoice.ts'

/**
 * Codes of UNTDID 4461 for the provider's kinds: bank card, direct debit. A transfer that names no account of the shop's, and one
 * that goes back, is an instrument that is not defined (1): its own codes ask for the account of who gets it.
 */
const codes: ReadonlyMap<string, string> = new Map([
  ['card', '48'],
  ['sepa_debit', '59'],
  ['bank_transfer', '1'],
  ['customer_balance', '1'],
])
const onlineService = '68'
const sepaTransfer = '58'

/** A transfer in euros is one of SEPA, and names where it was sent. */
type Sent = Pick<BilledOrder, 'number' | 'locale' | 'currency' | 'paymentTerms'>

/** What an invoice was paid with, or a credit note pays back with; nothing where nobody said. */
export function paymentMeansOf(
  { paidWith, isPaidBack }: { paidWith: UsedPaymentMethod | undefined; isPaidBack: boolean },
  order: Sent,
): PaymentMeans | undefined {
  if (!paidWith) return undefined
  const { type, last4 } = paidWith
  const text = paidBy(paidWith, order.locale).trim() || type
  const transfer = isPaidBack ? undefined : transferOf(type, order)
  if (transfer) return { code: sepaTransfer, text, transfer }
  const isCard = type === 'card' && /^\d{4}$/.test(last4 ?? '')
  return { code: codes.get(type) ?? onlineService, text, cardLast4: isCard ? last4 : undefined }
}

function transferOf(type: string, { number, currency, paymentTerms }: Sent) {
  const { account, reference = number } = paymentTerms ?? {}
  if (type !== 'bank_transfer' || currency !== 'EUR' || !account) return undefined
  return { iban: account.iban.replaceAll(/\s/g, ''), reference }
}
