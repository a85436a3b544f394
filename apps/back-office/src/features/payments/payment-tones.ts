import type { Dispute, PaymentStatus } from '@comptoir/contracts/payments/schemas'
import type { StatusTone } from '../../ui/status-badge.tsx'

type Tones<T extends string> = Readonly<Record<T, StatusTone>>

/** A payment that can be listed: it exists. */
export type ListedStatus = Exclude<PaymentStatus, 'unknown'>

/** What the state of a payment asks of the staff. */
export const paymentTones: Tones<PaymentStatus> = {
  unknown: 'ended',
  requires_payment_method: 'calm',
  processing: 'calm',
  requires_action: 'calm',
  failed: 'bad',
  authorised: 'calm',
  succeeded: 'good',
  cancelled: 'ended',
  partially_refunded: 'calm',
  refunded: 'ended',
  disputed: 'attention',
}

export const disputeTones: Tones<Dispute['status']> = {
  open: 'attention',
  won: 'good',
  lost: 'bad',
}
