import { isEditRefund, supplementIdOf } from '../../ids.ts'

type Refund = { readonly refundId: string; readonly paymentIntentId: string }

/**
 * Whether a refund takes something off what was sold. That of an edit does not, since the order that left is the edited one; nor does
 * one of money that came too late, or that an exchange was paid with: neither was a part of the order.
 */
export const isRefundOfSale = ({ refundId, paymentIntentId }: Refund): boolean =>
  !isEditRefund(refundId) &&
  !/_late(_\d+)?$/.test(refundId) &&
  supplementIdOf(paymentIntentId) === undefined
