/** The part of an order id after its prefix: derived ids share it. */
function orderSuffix(orderId: string): string {
  return orderId.slice(orderId.indexOf('_') + 1)
}

/** Ids derived from the order make every step idempotent: the payment intent of `ord_X` is `pi_X`. */
export const paymentIntentIdOf = (orderId: string) => `pi_${orderSuffix(orderId)}`
/** A further payment intent of an order, for a purpose that the caller gives, for example an edit. */
export const furtherIntentIdOf = (orderId: string, purpose: string) =>
  `${paymentIntentIdOf(orderId)}_${purpose}`
export const invoiceIdOf = (orderId: string) => `inv_${orderSuffix(orderId)}`
export const creditNoteIdOf = (orderId: string) => `cn_${orderSuffix(orderId)}`
export const shipmentIdOf = (orderId: string) => `shp_${orderSuffix(orderId)}`
export const reservationIdOf = (orderId: string) => `res_${orderSuffix(orderId)}`
/** The refund of a cancelled order. */
export const refundIdOf = (orderId: string) => `rf_${orderSuffix(orderId)}`
/** The refund of a payment that succeeded after its order, or its own purpose, had ended: by the id of either. */
export const lateRefundIdOf = (id: string) => `rf_${orderSuffix(id)}_late`
/** The refund of money that came too late for its purpose, or the part of it that one of several captures bears. */
export const isLateRefund = (refundId: string): boolean => /_late(_\d+)?$/.test(refundId)
/** The capture of held money: each payment intent has one at most. */
export const captureIdOf = (paymentIntentId: string) => `cap_${orderSuffix(paymentIntentId)}`
/** The credit note of one refund; that of a cancelled order is `creditNoteIdOf` its order. */
export const creditNoteIdOfRefund = (refundId: string) => refundId.replace(/^rf_/, 'cn_')
/** The shipment that replaces a parcel, by its number from 1 and how often that was decided. */
export const resendIdOf = (shipmentId: string, parcel: number, attempt = 1) =>
  `${shipmentId}_r${parcel}${attempt > 1 ? `.${attempt}` : ''}`
/** The stock taken for a further shipment. */
export const reservationIdOfShipment = (shipmentId: string) => shipmentId.replace(/^shp_/, 'res_')
/** The refund of a parcel that did not arrive. */
export const refundIdOfParcel = (shipmentId: string, parcel: number) =>
  `${shipmentId.replace(/^shp_/, 'rf_')}_p${parcel}`
/** The `number`-th return of an order, counted from 1. */
export const returnIdOf = (orderId: string, number: number) =>
  `ret_${orderSuffix(orderId)}_${number}`
/** The refund of a return; its credit note is `creditNoteIdOfRefund` of it. */
export const refundIdOfReturn = (returnId: string) =>
  `rf_${orderSuffix(returnId).replace(/_(\d+)$/, '_r$1')}`
/** The shipment that brings a return back: `shp_X_ret1` of `ret_X_1`. */
export const returnShipmentIdOf = (returnId: string) =>
  `shp_${orderSuffix(returnId).replace(/_(\d+)$/, '_ret$1')}`
/** The shipment of the goods that replace those of a return: `shp_X_x1` of `ret_X_1`. */
export const exchangeShipmentIdOf = (returnId: string) =>
  `shp_${orderSuffix(returnId).replace(/_(\d+)$/, '_x$1')}`
/** What a dearer exchange is paid for as, and derived ids are named by: the payment for `ret_X_1` is `pi_X_x1`. */
export const exchangePurposeOf = (returnId: string) =>
  `x${returnId.slice(returnId.lastIndexOf('_') + 1)}`
/** What goods that left unpaid are paid for as, the `n`-th time of an order: `pi_X_due1`. */
export const duePurposeOf = (n: number) => `due${n}`
export const isDuePurpose = (purpose: string): boolean => /^due\d+$/.test(purpose)
/** The return that a payment is for by its purpose; nothing for any other purpose. */
export function returnIdOfPurpose(orderId: string, purpose: string): string | undefined {
  const [, number] = /^x(\d+)$/.exec(purpose) ?? []
  return number === undefined ? undefined : returnIdOf(orderId, Number(number))
}
/** The refund of what was paid for an exchange that came to nothing. */
export const exchangeRefundIdOf = (returnId: string) =>
  `rf_${orderSuffix(returnId).replace(/_(\d+)$/, '_x$1')}`
/** The invoice over what an exchange cost more: `inv_X_x1` of `ret_X_1`. */
export const exchangeInvoiceIdOf = (returnId: string) =>
  `inv_${orderSuffix(returnId).replace(/_(\d+)$/, '_x$1')}`
/** The invoice over what an exchange was paid with; nothing for any other payment: that is for the order. */
export function supplementIdOf(paymentIntentId: string): string | undefined {
  const [, order, purpose] = /^pi_(.+)_(x\d+)$/.exec(paymentIntentId) ?? []
  return order === undefined ? undefined : `inv_${order}_${purpose}`
}
/** The link by which an exchange is paid. */
export const exchangeLinkIdOf = (returnId: string) => `pl_${exchangePurposeOf(returnId)}`
/** The return that a shipment brings back; nothing for any other shipment. */
export function returnIdOfShipment(shipmentId: string): string | undefined {
  const [, order, number] = /^shp_(.+)_ret(\d+)$/.exec(shipmentId) ?? []
  return order === undefined ? undefined : `ret_${order}_${number}`
}
/** The order that a derived id belongs to. */
export const orderIdOf = (derivedId: string) => `ord_${derivedId.split('_')[1] ?? ''}`

/** The edit number `n` of an order. */
export const editIdOf = (orderId: string, n: number) => `ed_${orderSuffix(orderId)}_${n}`
const guestPrefix = 'gst_'
/**
 * Who owns the order of someone without an account: a stand-in for a user's id, of that order alone.
 * @example guestIdOf('ord_X') // 'gst_X'
 */
export const guestIdOf = (orderId: string) => `${guestPrefix}${orderSuffix(orderId)}`
export const isGuestId = (userId: string): boolean => userId.startsWith(guestPrefix)
/** What an edit is paid for as, and derived ids are named by: the extra payment of edit 1 of `ord_X` is `pi_X_edit1`. */
export const editPurposeOf = (n: number) => `edit${n}`
export const isEditPurpose = (purpose: string): boolean => /^edit\d+$/.test(purpose)
/** The refund of what an edit took off an order, or of its extra payment when it came to nothing. */
export const editRefundIdOf = (orderId: string, n: number) => `${refundIdOf(orderId)}_edit${n}`
/** A refund of an edit: papers follow the edit, not its refund. */
export const isEditRefund = (refundId: string) => /_edit\d+(_late)?(_\d+)?$/.test(refundId)
/** The credit note over the invoice that an edit replaces. */
export const editCreditNoteIdOf = (orderId: string, n: number) =>
  `${creditNoteIdOf(orderId)}_edit${n}`
/** The invoice that replaces the one before: `inv_X_2` after the first edit. */
export const editInvoiceIdOf = (orderId: string, n: number) => `${invoiceIdOf(orderId)}_${n + 1}`
/** The order that a draft becomes: `ord_X` of `drf_X`, however often it is placed. */
export const orderIdOfDraft = (draftId: string) => `ord_${orderSuffix(draftId)}`
/** Whether a refund is that of a return, or one after it that failed: the return says so to the customer. */
export const isReturnRefund = (refundId: string) => /_r\d+(t\d+)?(_\d+)?$/.test(refundId)
