import { duePurposeOf, editPurposeOf, isDuePurpose } from '@comptoir/contracts/ids'
import { activeEdit } from '../edits/active-edit.ts'
import { decideUndo } from '../edits/edit.ts'
import { hasFailed, type Order, sentStatuses, undoingOf } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { recordPayment } from '../order/order-payment.ts'
import { parcelProgress } from './parcel-progress.ts'

/** Confirmed, with every parcel here, and nothing undoes it yet. */
const isStoppable = (order: Order): boolean =>
  (order.status === 'confirmed' || order.status === 'processing') &&
  !order.cancellation &&
  !undoingOf(order)

/** Held money that is free again, or soon will be: that of an edit by its purpose, or else that of the order itself. */
type Freed = { readonly purpose?: string | undefined; readonly at: string }

/**
 * Nothing leaves unpaid: an order whose held money is free again, or soon will be, is stopped while its parcels are here. An edit that
 * is not decided yet comes to nothing instead.
 */
export function stopUnpaid(order: Order, { purpose, at }: Freed): Order {
  const edit = activeEdit(order)
  const reason = 'authorisation_expired'
  if (purpose && edit && !edit.decision && editPurposeOf(edit.number) === purpose)
    return decideUndo(order, edit.editId, reason)
  if (!isStoppable(order) || !isForOrder(order, purpose)) return order
  return requestCancel(order, { reason, by: 'system', at })
}

/** The order has to be paid with it: what an edit that came to nothing held is not missed. */
function isForOrder(order: Order, purpose: string | undefined): boolean {
  const { status, lapsed } = order.payment
  if (purpose !== undefined) return isOfEdit(order, purpose)
  return status === 'authorised' || status === 'voided' || lapsed !== undefined
}

/** A payment for what an edit added to the order. */
const isOfEdit = ({ edits = [] }: Order, purpose: string): boolean =>
  edits.some(({ number, decision }) => editPurposeOf(number) === purpose && decision === 'apply')

/** What an edit was paid with is not held any more: nor is the order then, unless some of it was taken. */
export const recordFreedEdit = (order: Order, { purpose, ...when }: FreedEdit): Order =>
  isOfEdit(order, purpose) ? recordPayment(order, { status: 'voided', ...when }) : order
type FreedEdit = { readonly purpose: string; readonly at: string; readonly version: number }

/** What goods that have left cost and nobody paid, in minor units: held money was let go before it was taken. */
export function outstandingOf(order: Order): number {
  const { payment, totals, status } = order
  const hasLeft = sentStatuses.includes(status) || parcelProgress(order).left.length > 0
  if (!hasLeft || hasFailed(order)) return 0
  // payments of before only said that it was let go
  const isUntold = payment.status === 'voided' && payment.captured === undefined
  return payment.lapsed?.amount ?? (isUntold ? totals.grandTotal.amount : 0)
}

export type Outstanding = NonNullable<NonNullable<Order['paymentLinks']>[number]['outstanding']>

/**
 * What staff may ask for by a link: what is outstanding, as one payment until that is taken. Nothing once goods of the order came
 * back: what is still owed then is for staff to say.
 */
export function askableOf(order: Order): Outstanding | undefined {
  const amount = outstandingOf(order)
  const cameBack = (order.returns ?? []).some(
    ({ status, accepted = [] }) => status === 'done' && accepted.length > 0,
  )
  if (amount === 0 || cameBack) return undefined
  const paid = order.history.filter(
    ({ type, detail = '' }) => type === 'further_payment' && isDuePurpose(detail),
  )
  const purpose = duePurposeOf(paid.length + 1)
  const asked = (order.paymentLinks ?? []).find((link) => link.outstanding?.purpose === purpose)
  const { currency } = order.totals.grandTotal
  return asked?.outstanding ?? { purpose, amount: { amount, currency } }
}
