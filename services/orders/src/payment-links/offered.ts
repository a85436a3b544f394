import type { Settings } from '@comptoir/contracts/admin/settings'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import { refuse } from '@comptoir/service/problems/refusal'

/** Refuses a way to pay that staff have switched off. */
export function requireOffered(
  { provider }: Pick<PaymentMethod, 'provider'>,
  { card, paypal }: Settings['payments'],
): void {
  if (provider === 'paypal' ? paypal : card) return
  const message = 'the shop does not take this method of payment now'
  const errors = [{ field: 'paymentMethod.provider', code: 'not_offered', message }]
  throw refuse('invalid_request', message, { errors })
}
