import { furtherIntentIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import {
  readPayment,
  requestFurtherPayment,
  retryPayment,
} from '@comptoir/contracts/payments/internal-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { askableOf, type Outstanding } from '../parcels/unpaid-parcels.ts'
import { isTriable, statusOfFurther } from './further-payment.ts'
import { linkedPayment, type PaymentLinkRecord } from './payment-link.ts'

type PayingDeps = Pick<Deps, 'orders' | 'payments' | 'clock'>
type Linked = { readonly order: Order; readonly link: PaymentLinkRecord }

/** What a link asks for of goods that left unpaid, while that is to be paid. */
function askedBy({ order, link }: Linked): Outstanding | undefined {
  const asked = askableOf(order)
  return asked && asked.purpose === link.outstanding?.purpose ? link.outstanding : undefined
}

/** Whether a link pays something outstanding that is not any more. */
export const isSettled = (linked: Linked): boolean =>
  linked.link.outstanding !== undefined && askedBy(linked) === undefined

/** Tries to pay what goods that left still cost: a further payment of the order, taken at once, and taken once. */
export async function payOutstanding(
  deps: PayingDeps,
  { order, link, paymentMethod }: Linked & { readonly paymentMethod: PaymentMethod },
): Promise<void> {
  const { orderId } = order
  const current = (await deps.orders.get(orderId))?.data ?? order
  const asked = askedBy({ order: current, link })
  if (!asked) throw refuse('transition_refused', 'nothing of the order is to be paid')
  const { purpose, amount } = asked
  const { attempt = 0, paymentIntentId } = await deps.payments(requestFurtherPayment, {
    params: { paymentIntentId: paymentIntentIdOf(orderId), purpose },
    body: { amount, takeNow: true },
  })
  const outcome = await deps.payments(retryPayment, {
    params: { paymentIntentId, attempt: attempt + 1 },
    body: { paymentMethod },
  })
  if (outcome.status === 'unknown')
    throw refuse('dependency_unavailable', 'the payment is being opened: try again shortly')
}

/** What whoever has the link to something outstanding may see. */
export async function linkedOutstanding(
  { payments }: Pick<Deps, 'payments'>,
  { order, link }: Linked,
): Promise<LinkedPayment> {
  const shown = linkedPayment(order, link)
  const { outstanding } = link
  if (!outstanding) return shown
  const paymentIntentId = furtherIntentIdOf(order.orderId, outstanding.purpose)
  const outcome = await payments(readPayment, { params: { paymentIntentId }, query: {} })
  const { failureCode, actionUrl } = outcome
  const isAsked = askedBy({ order, link }) !== undefined
  return {
    ...shown,
    ...{ paymentStatus: statusOfFurther(outcome), total: outstanding.amount },
    payable: isAsked && (outcome.status === 'unknown' || isTriable(outcome)),
    ...(failureCode && { failureCode }),
    ...(actionUrl && { actionUrl }),
  }
}
