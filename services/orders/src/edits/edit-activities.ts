import { replaceInvoice } from '@comptoir/contracts/billing/routes'
import {
  editCreditNoteIdOf,
  editInvoiceIdOf,
  editPurposeOf,
  editRefundIdOf,
  furtherIntentIdOf,
  paymentIntentIdOf,
  reservationIdOf,
  shipmentIdOf,
} from '@comptoir/contracts/ids'
import { amendReservation } from '@comptoir/contracts/inventory/internal-routes'
import type { OrderContent } from '@comptoir/contracts/orders/edits'
import {
  cancelPayment,
  readPayment,
  refundEdit,
  requestFurtherPayment,
} from '@comptoir/contracts/payments/internal-routes'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import { amendShipment } from '@comptoir/contracts/shipping/routes'
import type { AnyActivity } from '@comptoir/dapr/workflow/workflow'
import { type Order, snapshotOf } from '../order/order.ts'
import { captureOf } from '../order/order-events.ts'
import { recordMoney } from '../order/order-money.ts'
import { type ActivityDeps, currentOrder } from '../saga/activities/deps.ts'
import {
  applyEdit,
  contentOf,
  decideApply,
  decideUndo,
  editOf,
  failEdit,
  recordEditPayment,
} from './edit.ts'
import { isRepapered, isReshipped, largerLines, stockLines } from './edit-differences.ts'
import { type EditState, type EditStep, editStateOf } from './edit-state.ts'
import type { StoredEdit } from './stored-edit.ts'

type Step = EditStep & { readonly order: Order; readonly edit: StoredEdit }

/** The steps of the saga of an edit. Each reads the order first and may run twice; the numbers of amendments say what is newer. */
export function createEditActivities(deps: ActivityDeps): Record<string, AnyActivity> {
  /** Runs a step on the order as it is; one that has nothing to do answers how the edit stands. */
  const on =
    (act: (step: Step) => Promise<EditState | undefined>) =>
    async ({ orderId, editId }: EditStep): Promise<EditState> => {
      const order = await currentOrder(deps, orderId)
      const edit = editOf(order, editId)
      return (await act({ orderId, editId, order, edit })) ?? editStateOf(order, editId)
    }
  const change = changing(deps)
  return {
    holdEditStock: on((step) => holdStock(deps, step)),
    requestEditPayment: on((step) => requestPayment(deps, step)),
    checkEditPayment: on((step) => checkPayment(deps, step)),
    amendEditShipment: on((step) => amendForEdit(deps, step)),
    giveUpEdit: ({ orderId, editId, reason }: EditStep & { reason: string }) =>
      change({ orderId, editId }, (order) => decideUndo(order, editId, reason)),
    releaseEditStock: on((step) => releaseStock(deps, step)),
    refundEdit: on((step) => refund(deps, step)),
    replaceEditInvoice: on((step) => replacePapers(deps, step)),
    applyEdit: (step: EditStep) => change(step, (order, at) => applyEdit(order, step.editId, at)),
    revertEditShipment: on((step) => revertShipment(deps, step)),
    cancelEditPayment: on((step) => cancelExtra(deps, step)),
    revertEditStock: on((step) => revertStock(deps, step)),
    failEdit: (step: EditStep) => change(step, (order, at) => failEdit(order, step.editId, at)),
  }
}

const changing =
  ({ orders, clock }: Pick<ActivityDeps, 'orders' | 'clock'>) =>
  async ({ orderId, editId }: EditStep, rule: (order: Order, at: string) => Order) => {
    const at = clock().toISOString()
    const { data } = await orders.change(orderId, (order) => rule(order, at))
    return editStateOf(data, editId)
  }

/** Every edit has two numbers: one for what it takes, one for how it ends, whichever way. */
const taken = ({ number }: StoredEdit) => 2 * number - 1
const ended = ({ number }: StoredEdit) => 2 * number

const isOpen = ({ edit }: Step): boolean =>
  edit.decision === undefined && (edit.status === 'applying' || edit.status === 'awaiting_payment')
const isDecided = ({ edit }: Step, decision: 'apply' | 'undo'): boolean =>
  edit.decision === decision && edit.endedAt === undefined

type Amending = { readonly number: number; readonly lines: { sku: string; quantity: number }[] }

/** Gives the order's reservation other lines; whether it has them, or newer ones, and why not. */
async function amendStock({ inventory }: ActivityDeps, { orderId }: Step, amending: Amending) {
  const { number, lines } = amending
  const params = { reservationId: reservationIdOf(orderId), number }
  const { amendment, status } = await inventory(amendReservation, { params, body: { lines } })
  if (amendment && amendment.number > number) return true
  if (amendment?.number !== number) throw new Error(`stock of ${orderId} is ${status}`)
  return amendment.status === 'applied'
}

/** Sells what the edit adds; what it takes out stays with the order until it is decided. */
async function holdStock(deps: ActivityDeps, step: Step) {
  const { order, edit } = step
  const more = largerLines(order.lines, edit.preview.lines)
  if (!isOpen(step) || !more) return undefined
  if (await amendStock(deps, step, { number: taken(edit), lines: more })) return undefined
  return await changing(deps)(step, (now) => decideUndo(now, step.editId, 'out_of_stock'))
}

const extraIdOf = ({ orderId, edit }: Step): string =>
  furtherIntentIdOf(orderId, editPurposeOf(edit.number))

async function requestPayment(deps: ActivityDeps, step: Step) {
  const { edit, orderId } = step
  const { difference: amount, paymentMethod } = edit
  if (!isOpen(step) || amount.amount <= 0) return undefined
  const outcome = await deps.payments(requestFurtherPayment, {
    params: { paymentIntentId: paymentIntentIdOf(orderId), purpose: editPurposeOf(edit.number) },
    body: { amount, paymentMethod },
  })
  return await recordExtra(deps, step, outcome)
}

async function checkPayment(deps: ActivityDeps, step: Step) {
  if (!isOpen(step) || step.edit.difference.amount <= 0) return undefined
  const outcome = await deps.payments(readPayment, {
    params: { paymentIntentId: extraIdOf(step) },
    query: { refresh: 'true' },
  })
  return await recordExtra(deps, step, outcome)
}

async function recordExtra(deps: ActivityDeps, step: Step, outcome: PaymentOutcome) {
  const { status, actionUrl, failureCode, authorisedUntil } = outcome
  const payment = {
    ...{ paymentIntentId: extraIdOf(step), status },
    ...(actionUrl && { actionUrl }),
    ...(failureCode && { failureCode }),
    ...(authorisedUntil && { authorisedUntil }),
  }
  return await changing(deps)(step, (order, at) =>
    withSums(recordEditPayment(order, step.editId, payment), outcome, at),
  )
}

function withSums(order: Order, { sums, version }: PaymentOutcome, at: string): Order {
  return sums && version !== undefined ? recordMoney(order, { sums, version, at }) : order
}

/** Decides: a shipment that takes the change makes the edit good, one that has left ends it. */
async function amendForEdit(deps: ActivityDeps, step: Step) {
  const { order, edit, editId } = step
  if (!isOpen(step)) return undefined
  const isReady =
    !isReshipped(order, edit.preview) || (await ship(deps, step, taken(edit), edit.preview))
  return await changing(deps)(step, (now) =>
    isReady ? decideApply(now, editId) : decideUndo(now, editId, 'sent'),
  )
}

/** Whether the order's shipment has the content, or that of a newer amendment. */
async function ship(deps: ActivityDeps, step: Step, number: number, content: OrderContent) {
  const { orderId } = step
  const { shippingLine, shippingAddress: to, lines } = content
  const { amendment = 0 } = await deps.shipping(amendShipment, {
    params: { shipmentId: shipmentIdOf(orderId), number },
    body: {
      ...{ orderId, to, optionId: shippingLine.optionId, serviceName: shippingLine.name },
      ...(shippingLine.pickupPoint && { pickupPoint: shippingLine.pickupPoint }),
      lines: lines.map(({ sku, title, quantity, weightGrams, vendorId }) => ({
        ...{ sku, title, quantity, weightGrams },
        ...(vendorId && { vendorId }),
      })),
    },
  })
  return amendment >= number
}

async function releaseStock(deps: ActivityDeps, step: Step) {
  const { edit, order } = step
  if (!isDecided(step, 'apply') || !largerLines(edit.preview.lines, order.lines)) return undefined
  await amendStock(deps, step, { number: ended(edit), lines: stockLines(edit.preview.lines) })
  return undefined
}

async function refund(deps: ActivityDeps, step: Step) {
  const { edit, orderId, editId } = step
  const { amount, currency } = edit.difference
  if (!isDecided(step, 'apply') || amount >= 0) return undefined
  const back = { amount: -amount, currency }
  const refundId = editRefundIdOf(orderId, edit.number)
  const outcome = await deps.payments(refundEdit, {
    params: { paymentIntentId: paymentIntentIdOf(orderId), refundId },
    body: { amount: back, reason: 'order_edited' },
  })
  return await changing(deps)(step, (order, at) =>
    withSums(withRefunds(order, editId, [{ refundId, amount: back }]), outcome, at),
  )
}

function withRefunds(order: Order, editId: string, refunds: NonNullable<StoredEdit['refunds']>) {
  const edits = order.edits?.map((edit) => (edit.editId === editId ? { ...edit, refunds } : edit))
  return { ...order, edits }
}

/** Issued papers are never changed: the invoice is credited, and another one made. */
async function replacePapers(deps: ActivityDeps, step: Step) {
  const { order, edit, orderId, editId } = step
  if (!isDecided(step, 'apply') || !isRepapered(order, edit.preview)) return undefined
  const { paidWith, paidAt = order.placedAt } = order.payment
  const invoiceId = editInvoiceIdOf(orderId, edit.number)
  const { number, status } = await deps.billing(replaceInvoice, {
    params: { invoiceId },
    body: {
      order: { ...snapshotOf(order), ...edit.preview },
      ...{ creditNoteId: editCreditNoteIdOf(orderId, edit.number), reason: 'order_edited' },
      ...{ paidAt, ...(paidWith && { paidWith }), ...captureOf(order) },
    },
  })
  if (!number) throw new Error(`the invoice of ${editId} is ${status}`)
  return await changing(deps)(step, (now) =>
    now.invoice.invoiceId === invoiceId
      ? now
      : { ...now, invoice: { ...now.invoice, invoiceId, number } },
  )
}

/** A parcel that left with the edited content cannot be called back: then the edit goes through. */
async function revertShipment(deps: ActivityDeps, step: Step) {
  const { order, edit, editId } = step
  if (!isDecided(step, 'undo') || !isReshipped(order, edit.preview)) return undefined
  if (edit.reason !== 'unavailable') return undefined
  const { amendment = 0, isBack } = await shipBefore(deps, step)
  if (isBack || amendment < taken(edit)) return undefined
  return await changing(deps)(step, (now) => decideApply(withoutDecision(now, editId), editId))
}

async function shipBefore(deps: ActivityDeps, step: Step) {
  const { order, edit } = step
  const isBack = await ship(deps, step, ended(edit), contentOf(order))
  if (isBack) return { isBack, amendment: ended(edit) }
  const hasEdited = await ship(deps, step, taken(edit), edit.preview)
  return { isBack, amendment: hasEdited ? taken(edit) : 0 }
}

function withoutDecision(order: Order, editId: string): Order {
  const edits = order.edits?.map((edit) =>
    edit.editId === editId ? { ...edit, decision: undefined, reason: undefined } : edit,
  )
  return { ...order, edits }
}

async function cancelExtra(deps: ActivityDeps, step: Step) {
  const { edit, orderId } = step
  if (!isDecided(step, 'undo') || edit.difference.amount <= 0) return undefined
  const outcome = await deps.payments(cancelPayment, {
    params: { paymentIntentId: extraIdOf(step) },
    body: { refundId: editRefundIdOf(orderId, edit.number), reason: 'edit_failed' },
  })
  return await changing(deps)(step, (order, at) => withSums(order, outcome, at))
}

async function revertStock(deps: ActivityDeps, step: Step) {
  const { edit, order } = step
  if (!isDecided(step, 'undo') || !largerLines(order.lines, edit.preview.lines)) return undefined
  await amendStock(deps, step, { number: ended(edit), lines: stockLines(order.lines) })
  return undefined
}
