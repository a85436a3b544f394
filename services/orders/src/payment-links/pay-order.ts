import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { isPaid } from '../order/order-money.ts'
import { recordOutcome, startAttempt } from '../order/order-payment.ts'
import { tryPayment } from './further-payment.ts'

type PayingDeps = Pick<Deps, 'orders' | 'payments' | 'sagas' | 'clock'>
type Paying = {
  readonly orderId: string
  readonly paymentMethod: PaymentMethod
  /** The terms are accepted with the payment: the order was not placed by its customer. */
  readonly acceptsTerms?: boolean
}

/** Tries to pay an order that waits for it, and records what comes of it. */
export async function payOrder(
  deps: PayingDeps,
  { orderId, paymentMethod, acceptsTerms = false }: Paying,
): Promise<Document<Order>> {
  const at = deps.clock().toISOString()
  const { data } = await deps.orders.change(orderId, (order) => {
    const started = startAttempt(order, paymentMethod, at)
    return acceptsTerms && !started.termsAcceptedAt ? { ...started, termsAcceptedAt: at } : started
  })
  const { attempt } = data.payment
  const paymentIntentId = paymentIntentIdOf(orderId)
  const outcome = await tryPayment(deps, { paymentIntentId, attempt, paymentMethod })
  const tried = await deps.orders.change(orderId, (order) => recordOutcome(order, outcome, at))
  if (isPaid(tried.data)) await deps.sagas.signal(tried.data, 'payment')
  return tried
}
