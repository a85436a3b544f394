import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'

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
