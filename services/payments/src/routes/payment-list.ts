import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import type { listPaymentIntents } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { isStaff, type User } from '@comptoir/service/auth/auth'
import type { z } from 'zod'
import type { LivePayment, Payment } from '../payment/payment.ts'
import type { Payments } from '../payment/payment-store.ts'
import { statusOf, toPaymentIntent } from '../payment/payment-view.ts'

type Query = z.output<typeof listPaymentIntents.request.query>
type Page = { items: PaymentIntent[]; nextCursor?: string }

/** A page of payments, newest first: all of them for staff, one's own for anyone else. */
export async function listPayments(payments: Payments, user: User, query: Query): Promise<Page> {
  const owner = isStaff(user) ? query.userId : user.id
  const matches = (payment: Payment): payment is LivePayment =>
    payment.status !== 'never_created' &&
    (owner === undefined || payment.userId === owner) &&
    (query.status === undefined || statusOf(payment) === query.status)
  if (query.orderId !== undefined) {
    const document = await payments.get(paymentIntentIdOf(query.orderId))
    return { items: document && matches(document.data) ? [toPaymentIntent(document.data)] : [] }
  }
  const [index, key] = indexFor(owner, query.status)
  const { limit, cursor } = query
  const { items, nextCursor } = await payments.list(index, key, { limit, cursor, order: 'desc' })
  const found = items.map(({ data }) => data).filter(matches)
  return { items: found.map(toPaymentIntent), ...(nextCursor && { nextCursor }) }
}

function indexFor(owner: string | undefined, status: string | undefined): [string, string] {
  if (owner !== undefined) return ['byUser', owner]
  return status === undefined ? ['all', 'all'] : ['byStatus', status]
}
