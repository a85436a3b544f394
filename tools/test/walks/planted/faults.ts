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
    text: 'if (isCancellation || amount === 0) return',
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
    text: "if (await isAttended(deps, order, 'order')) return",
    by: 'if (order) return',
  },
]
