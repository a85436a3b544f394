import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import { retryPayment } from '@comptoir/contracts/payments/internal-routes'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'

type Statuses = Partial<Record<PaymentOutcome['status'], LinkedPayment['paymentStatus']>>
const statuses: Readonly<Statuses> = {
  succeeded: 'paid',
  partially_refunded: 'partially_refunded',
  refunded: 'refunded',
  disputed: 'disputed',
  cancelled: 'voided',
  failed: 'failed',
  requires_action: 'requires_action',
}

/** How a further payment stands, as whoever has the link to it sees it. */
export const statusOfFurther = ({ status }: Pick<PaymentOutcome, 'status'>) =>
  statuses[status] ?? 'unpaid'

/** Whether another attempt to pay may begin. */
export const isTriable = ({ status }: Pick<PaymentOutcome, 'status'>): boolean =>
  ['requires_payment_method', 'failed', 'requires_action'].includes(status)

type Attempt = {
  readonly paymentIntentId: string
  readonly attempt: number
  readonly paymentMethod: PaymentMethod
}

/** An attempt to pay, the same one however often it is asked for. Refuses while nobody can say what came of it. */
export async function tryPayment(
  { payments }: Pick<Deps, 'payments'>,
  { paymentMethod, ...params }: Attempt,
): Promise<PaymentOutcome> {
  const outcome = await payments(retryPayment, { params, body: { paymentMethod } })
  if (outcome.status === 'unknown')
    throw refuse('dependency_unavailable', 'the payment is being opened: try again shortly')
  return outcome
}
