export type PlantedFault = {
  readonly name: string
  readonly file: string
  /** The text as it is, and what takes its place. */
  readonly text: string
  readonly by: string
}

const orders = 'services/orders/src'
const payments = 'services/payments/src'
const stock = 'services/inventory/src/stock/lua'
const uses = 'services/promotions/src/redemption/lua'

/** Mistakes in the rules of the shop, one at a time: a walk that does not notice them is worth nothing. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'a payment that is asked for again is taken again',
    file: `${payments}/stripe/stripe.ts`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a program
    text: 'idempotencyKey: `${paymentIntentId}:${attempt}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a program
    by: 'idempotencyKey: `${paymentIntentId}:${attempt}:${Math.random()}`',
  },
  {
    name: 'a refund that is asked for again is given again',
    file: `${payments}/stripe/stripe.ts`,
    text: 'const once = { idempotencyKey: refundId }',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a program
    by: 'const once = { idempotencyKey: `${refundId}:${Math.random()}` }',
  },
  {
    name: 'the stock of an order that ended stays held',
    file: `${orders}/saga/activities/compensating-activities.ts`,
    text: 'return await deps.inventory(releaseReservation, { params })',
    by: 'return { params, releaseReservation }',
  },
  {
    name: 'the invoice of an order that was cancelled stands',
    file: `${orders}/saga/activities/compensating-activities.ts`,
    text: 'return await deps.billing(cancelInvoice, { params, body: { orderId, reason } })',
    by: 'return { params, cancelInvoice }',
  },
  {
    name: 'an order that ended keeps its payment',
    file: `${orders}/saga/activities/compensating-activities.ts`,
    text: 'const outcome = await deps.payments(cancelPayment, {',
    by: "const outcome = { status: 'cancelled' } as never; void ({",
  },
  {
    name: 'a refund has no credit note',
    file: 'services/billing/src/subscribers.ts',
    text: 'if (isCancellation || isEditRefund(refundId) || uninvoiced || amount === 0) return',
    by: 'if (refundId) return',
  },
  {
    name: 'what was sold stays held',
    file: `${stock}/shared.lua`,
    text: 'if held then item.held = item.held - line.quantity end',
    by: '',
  },
  {
    name: 'goods that come back are not put on the shelf',
    file: `${stock}/release.lua`,
    text: "move(item, 'return', line.quantity, note)",
    by: '',
  },
  {
    name: 'an order that is confirmed again is sold again',
    file: `${stock}/commit.lua`,
    text: "if not held and reservation.status ~= 'expired' then return answer(reservation) end",
    by: '',
  },
  {
    name: 'a confirmed promotion is not counted',
    file: `${uses}/confirm.lua`,
    text: 'count_confirmed(record, 1)',
    by: '',
  },
  {
    name: 'a parcel that has left can be cancelled',
    file: 'services/shipping/src/shipment/shipment.ts',
    text: "if (shipment.status === 'cancelled' || shipment.handedOverAt) return undefined",
    by: "if (shipment.status === 'cancelled') return undefined",
  },
  {
    name: 'a consumer does not read the log of its producer',
    file: 'packages/dapr/src/events/catch-up.ts',
    text: 'for (let more = !isStuck(); more; ) {',
    by: 'for (let more = isStuck(); more; ) {',
  },
  {
    name: 'nobody publishes what a crash left over',
    file: 'packages/dapr/src/outbox/crash-relay.ts',
    text: 'if (found && ahead.length < markers.length) {',
    by: 'if (found && ahead.length > markers.length) {',
  },
  {
    name: 'an order does not hear how much of its money went back',
    file: `${orders}/order/order-money.ts`,
    text: 'refunded: sums.refundedTotal,',
    by: 'refunded: payment.refunded,',
  },
  {
    name: 'disputes are not noticed',
    file: `${payments}/payment/ledger-merge.ts`,
    text: 'of disputes) {',
    by: 'of disputes.slice(1)) {',
  },
  {
    name: 'a saga that failed or got lost is not started again',
    file: `${orders}/saga/unattended-orders.ts`,
    text: 'if (!(await isAttended(deps, order, kind))) await',
    by: 'if (order === undefined) await',
  },
  {
    name: 'a refund at PayPal that is asked for again is given again',
    file: `${payments}/paypal/paypal.ts`,
    text: "{ method: 'POST', body, once: refundId }",
    by: "{ method: 'POST', body, once: refundId + Math.random() }",
  },
  {
    name: 'an edit that came to nothing keeps its payment',
    file: `${orders}/edits/edit-saga.ts`,
    text: "['cancelEditPayment', 'revertEditStock', 'failEdit']",
    by: "['revertEditStock', 'failEdit']",
  },
  {
    name: 'an edit that came to nothing keeps its stock',
    file: `${orders}/edits/edit-saga.ts`,
    text: "['cancelEditPayment', 'revertEditStock', 'failEdit']",
    by: "['cancelEditPayment', 'failEdit']",
  },
  {
    name: 'an edit does not give back what the order costs less',
    file: `${orders}/edits/edit-saga.ts`,
    text: "['releaseEditStock', 'refundEdit', 'replaceEditInvoice']",
    by: "['releaseEditStock', 'replaceEditInvoice']",
  },
  {
    name: 'an edited order keeps its invoice',
    file: `${orders}/edits/edit-saga.ts`,
    text: "['releaseEditStock', 'refundEdit', 'replaceEditInvoice']",
    by: "['releaseEditStock', 'refundEdit']",
  },
  {
    name: 'goods that an edit takes out stay sold',
    file: `${orders}/edits/edit-saga.ts`,
    text: "['releaseEditStock', 'refundEdit', 'replaceEditInvoice']",
    by: "['refundEdit', 'replaceEditInvoice']",
  },
  {
    name: 'an edit changes a shipment that has left',
    file: 'services/shipping/src/shipment/amendment.ts',
    text: '!parcel.cancelledAt && !isHere(state, parcel)',
    by: '!parcel.cancelledAt && !parcel && isHere(state, parcel)',
  },
  {
    name: 'goods that are put on the shelf again are put there again',
    file: `${stock}/restock.lua`,
    text: 'if earlier then return earlier end',
    by: '',
  },
  {
    name: 'a piece can be returned twice',
    file: `${orders}/returns/returnable.ts`,
    text: "returns.filter(({ status }) => status !== 'ended')",
    by: 'returns.slice(returns.length)',
  },
  {
    name: 'a return does not refund',
    file: `${orders}/returns/return.ts`,
    text: '.map(({ sku, restock, scrap }) => ({ sku, quantity: restock + scrap }))',
    by: '.map(({ sku, restock }) => ({ sku, quantity: restock - restock }))',
  },
  {
    name: 'anybody may change an order',
    file: `${orders}/order/order-access.ts`,
    text: '(document.data.userId === user.id || isOpen)',
    by: '(document.data.userId !== user.id || isOpen || document)',
  },
  {
    name: 'a guest keeps the token of an order that an account has',
    file: `${orders}/guests/guest-access.ts`,
    text: 'if (!opens(order, hash, at)) throw',
    by: 'if (!opens(order, hash, at) && !order.guestId) throw',
  },
  {
    name: 'the papers of a guest do not follow into the account',
    file: 'services/billing/src/subscribers.ts',
    text: '(attached) => changeOwner(invoices, attached)',
    by: 'async (attached) => void [attached, changeOwner]',
  },
  {
    name: 'a guest who is erased stays in the order',
    file: `${orders}/erasure.ts`,
    text: 'orders.change(id, eraseCustomer)',
    by: 'orders.change(id, (order) => order)',
  },
  {
    name: 'a shipment keeps a guest who is erased',
    file: 'services/shipping/src/erasure.ts',
    text: 'const next = eraseRecipient(state)',
    by: 'const next = state',
  },
  {
    name: 'a draft for a guest who is erased stays',
    file: `${orders}/guests/guest-erasures.ts`,
    text: "=> status !== 'placing' && isBefore(createdAt)",
    by: '=> status === createdAt',
  },
  {
    name: 'what an edit takes off held money is taken all the same',
    file: `${payments}/payment/lapsed-money.ts`,
    text: 'reductions.reduce((left, reduction) => left - reduction.amount, amount)',
    by: 'reductions.reduce((left) => left, amount)',
  },
  {
    name: 'a withdrawal that was confirmed comes to nothing',
    file: `${orders}/withdrawals/apply-withdrawal.ts`,
    text: 'const outcome = await outcomeOf(deps, withdrawal)',
    by: "const outcome = { kind: 'unmatched' } as Outcome; void outcomeOf",
  },
  {
    name: 'what left unpaid is asked for by nobody',
    file: `${orders}/parcels/unpaid-parcels.ts`,
    text: 'return payment.lapsed?.amount ?? (isUntold ? totals.grandTotal.amount : 0)',
    by: 'return isUntold ? totals.grandTotal.amount : 0',
  },
  {
    name: 'a return looks for its credit note on the invoice of the order alone',
    file: `${orders}/returns/return-refund.ts`,
    text: "supplementIdOf(refund.paymentIntentId ?? '') ?? order?.invoice.invoiceId",
    by: "supplementIdOf('') ?? order?.invoice.invoiceId",
  },
]
