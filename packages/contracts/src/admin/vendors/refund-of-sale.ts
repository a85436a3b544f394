import { isEditRefund, isLateRefund, supplementIdOf } from '../../ids.ts'

type Refund = {
  readonly refundId: string
  readonly paymentIntentId: string
  readonly uninvoiced?: boolean | undefined
}

/**
 * Whether a refund takes something off what was sold. That of an edit does not, since the order that left is the edited one; nor does
 * one of money that came too late, that was taken for what came to nothing, or that an exchange was paid with: none was a part of
 * the order.
 */
export const isRefundOfSale = ({ refundId, paymentIntentId, uninvoiced }: Refund): boolean =>
  !uninvoiced && !isEditRefund(refundId) && !isLateRefund(refundId) && isOfOrder(paymentIntentId)

/** Whether a payment is for what was sold: what an exchange was paid with is not, and vendors never get it. */
export const isOfOrder = (paymentIntentId: string): boolean =>
  supplementIdOf(paymentIntentId) === undefined
