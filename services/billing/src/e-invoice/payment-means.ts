import type { Locale } from '@comptoir/contracts/common'
import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { paidBy } from '../printing/printed-payment.ts'
import type { PaymentMeans } from './e-invoice.ts'

/**
 * Codes of UNTDID 4461 for the provider's kinds: bank card, direct debit. A transfer that came in has no account of the shop's
 * to name, which its own code (30) would ask for.
 */
const codes: ReadonlyMap<string, string> = new Map([
  ['card', '48'],
  ['sepa_debit', '59'],
  ['bank_transfer', '1'],
  ['customer_balance', '1'],
])
const onlineService = '68'

/** What was paid with; nothing where nobody said. */
export function paymentMeansOf(
  method: UsedPaymentMethod | undefined,
  locale: Locale,
): PaymentMeans | undefined {
  if (!method) return undefined
  const { type, last4 } = method
  const text = paidBy(method, locale).trim() || type
  const isCard = type === 'card' && /^\d{4}$/.test(last4 ?? '')
  return { code: codes.get(type) ?? onlineService, text, cardLast4: isCard ? last4 : undefined }
}
