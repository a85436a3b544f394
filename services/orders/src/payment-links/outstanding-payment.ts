import { furtherIntentIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import { readPayment, requestFurtherPayment } from '@comptoir/contracts/payments/internal-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { askableOf, type Outstanding } from '../parcels/unpaid-parcels.ts'
import { isTriable, statusOfFurther, tryPayment } from './further-payment.ts'
import { type Linked, linkedPayment } from './payment-link.ts'

type PayingDeps = Pick<Deps, 'orders' | 'payments'>

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
  await tryPayment(deps, { paymentIntentId, attempt: attempt + 1, paymentMethod })
}

/** What whoever has the link to something outstanding may see. */
export async function linkedOutstanding(
  { payments }: Pick<Deps, 'payments'>,
  { order, link, outstanding }: Linked & { readonly outstanding: Outstanding },
): Promise<LinkedPayment> {
  const paymentIntentId = furtherIntentIdOf(order.orderId, outstanding.purpose)
  const outcome = await payments(readPayment, { params: { paymentIntentId }, query: {} })
  const { failureCode, actionUrl } = outcome
  const isAsked = askedBy({ order, link }) !== undefined
  return {
    ...linkedPayment(order, link),
    ...{ paymentStatus: statusOfFurther(outcome), total: outstanding.amount },
    payable: isAsked && (outcome.status === 'unknown' || isTriable(outcome)),
    ...(failureCode && { failureCode }),
    ...(actionUrl && { actionUrl }),
  }
}
