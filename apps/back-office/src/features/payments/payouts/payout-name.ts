import type { Payout } from '@comptoir/contracts/payments/payout-schemas'
import { formatDate } from '@comptoir/site/dates'
import type { Locale } from '../../../messages/messages.ts'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'

/** What a payout is called: by its reference, a day of a balance by its date. */
export function nameOf(
  { kind, ref, provider, createdAt }: Payout,
  { kinds }: PaymentTexts['payouts'],
  locale: Locale,
): string {
  const name = kind === 'day' ? formatDate(createdAt, 'date', locale) : ref
  return `${kinds[kind]} ${provider} ${name}`
}
