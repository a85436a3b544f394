import type { Refund } from '@comptoir/contracts/payments/schemas'
import { toRefund } from '../payment/payment-view.ts'
import type { Change, Payment } from '../payment/stored-payment.ts'
import { planReturn, type ReturnedGoods } from './refund-plan.ts'
import { addSplitRefund, partsOf } from './refund-split.ts'

export type Returned = ReturnedGoods & {
  readonly refundId: string
  readonly reason: string
  readonly now: string
}

/** Promises what a return comes to, once; nothing when nothing is left to give back. */
export function promiseReturn(
  payment: Payment,
  { refundId, reason, now, ...goods }: Returned,
): Change {
  if (payment.status === 'never_created' || partsOf(payment, refundId).length > 0) return undefined
  const plan = planReturn(payment, goods)
  if (!plan) return undefined
  const request = { ...plan, id: refundId, reason, origin: 'staff' as const, now }
  return { next: addSplitRefund(payment, request) }
}

/** The refund of a return over all captures: it has succeeded once every part of it has. */
export function refundOfReturn(payment: Payment, refundId: string): Refund | undefined {
  if (payment.status === 'never_created') return undefined
  const parts = partsOf(payment, refundId)
  const [first] = parts
  if (!first) return undefined
  const amount = parts.reduce((sum, part) => sum + part.amount, 0)
  const status = (['failed', 'pending', 'succeeded'] as const).find((one) =>
    parts.some((part) => part.status === one),
  )
  const credited = parts.some((part) => part.credited === undefined)
    ? undefined
    : parts.reduce((sum, part) => sum + (part.credited ?? 0), 0)
  return { ...toRefund(payment, { ...first, amount, credited }), status: status ?? first.status }
}
