import { editIdOf } from '@comptoir/contracts/ids'
import type { EditOrder, OrderContent } from '@comptoir/contracts/orders/edits'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { note, type Order, undoingOf } from '../order/order.ts'
import { heldOf } from '../order/order-money.ts'
import { activeEdit } from './active-edit.ts'
import type { EditPreview } from './edit-preview.ts'
import type { StoredEdit } from './stored-edit.ts'

/** Prices of a preview are today's: it is confirmed soon, or made again. */
const previewMs = 30 * 60_000
/** Each one is kept with the order. */
const mostEdits = 50

export const revisionOf = ({ revision = 1 }: Pick<Order, 'revision'>): number => revision

/** The edit of that id; refuses with `not_found`. */
export function editOf({ edits = [] }: Pick<Order, 'edits'>, editId: string): StoredEdit {
  const edit = edits.find((one) => one.editId === editId)
  if (!edit) throw refuse('not_found', 'there is no such edit of the order')
  return edit
}

/**
 * Refuses an order that cannot be edited now. It can from `processing` on, while all of it is still here: the labels of its
 * parcels are replaced, and a parcel that the carrier took ends it. An unpaid order is placed again instead, and one whose
 * money went back in part, or is disputed, is left to staff's refunds.
 */
export function checkEditable(order: Order): void {
  const { status } = order
  const reason = reasonAgainst(order) ?? moneyAgainst(order)
  if (reason) throw refuse('transition_refused', reason, { extensions: { status } })
}

function reasonAgainst(order: Order): string | undefined {
  const { status, parcels, cancellation } = order
  if (status !== 'processing') return `an order that is ${status} cannot be edited`
  if (parcels.some(({ handedOverAt, deliveredAt }) => handedOverAt ?? deliveredAt))
    return 'a parcel of the order has left'
  if (cancellation?.status === 'requested' || undoingOf(order))
    return 'the order is being cancelled'
  return activeEdit(order) && 'another edit of the order is being applied'
}

/** The difference of an edit is that of its totals: what the shop holds has to be the total before it. */
function moneyAgainst(order: Order): string | undefined {
  const isHeld = order.payment.status === 'authorised'
  const isWhole = isHeld || heldOf(order) === order.totals.grandTotal.amount
  if (isWhole && (order.payment.refundPending?.amount ?? 0) === 0) return undefined
  return 'money of the order was refunded or is disputed'
}

type Previewing = EditPreview & {
  readonly changes: EditOrder
  readonly by: 'customer' | 'staff'
  readonly at: string
}

/** Keeps a preview with the order; an earlier one that nobody confirmed goes. */
export function addPreview(order: Order, previewing: Previewing): Order {
  checkEditable(order)
  const { content: preview, difference, changes, by, at } = previewing
  const edits = withoutPreviews(order)
  if (edits.length >= mostEdits) throw refuse('transition_refused', 'it was edited too often')
  const number = (order.editCount ?? 0) + 1
  const edit: StoredEdit = {
    ...{ editId: editIdOf(order.orderId, number), number, status: 'previewed' },
    ...{ changes, preview, difference, by, createdAt: at, revision: revisionOf(order) },
    expiresAt: new Date(Date.parse(at) + previewMs).toISOString(),
  }
  return { ...order, edits: [...edits, edit], editCount: number }
}

const withoutPreviews = ({ edits = [] }: Order): StoredEdit[] =>
  edits.filter(({ status }) => status !== 'previewed')

/** Takes a preview back; refuses with `transition_refused` an edit that was confirmed. */
export function withdrawPreview(order: Order, editId: string): Order {
  const { status } = editOf(order, editId)
  if (status !== 'previewed') throw refuse('transition_refused', `the edit is ${status}`)
  return { ...order, edits: withoutPreviews(order) }
}

type Confirming = {
  readonly at: string
  readonly by: 'customer' | 'staff'
  readonly paymentMethod?: PaymentMethod | undefined
}

/**
 * Confirms a preview, once: from here the saga applies it, and no other edit and no cancel begins. Refuses one that is over,
 * one of another revision of the order, and one that costs something without a way to pay it.
 */
export function confirmEdit(order: Order, editId: string, confirming: Confirming): Order {
  const { at, by, paymentMethod } = confirming
  const edit = editOf(order, editId)
  if (edit.status !== 'previewed') return order
  checkEditable(order)
  if (edit.revision !== revisionOf(order))
    throw refuse('precondition_failed', 'the order changed since: preview the edit again')
  if (edit.expiresAt < at)
    throw refuse('transition_refused', 'the preview is too old: its prices were those of then')
  const isPaid = edit.difference.amount > 0
  if (isPaid && !paymentMethod) {
    const message = 'the difference is to be paid'
    const errors = [{ field: 'paymentMethod', code: 'required', message }]
    throw refuse('invalid_request', message, { errors })
  }
  const next = { ...edit, status: 'applying' as const, confirmedAt: at }
  const confirmed = withEdit(order, isPaid ? { ...next, paymentMethod } : next)
  return note(confirmed, { type: 'edit_confirmed', at, by, detail: editId })
}

export const withEdit = (order: Order, edit: StoredEdit): Order => ({
  ...order,
  edits: order.edits?.map((one) => (one.editId === edit.editId ? edit : one)),
})

/** Changes the edit that holds the order; one that has ended stays as it is. */
function onActive(order: Order, editId: string, rule: (edit: StoredEdit) => StoredEdit): Order {
  const edit = activeEdit(order)
  if (edit?.editId !== editId) return order
  const next = rule(edit)
  return next === edit ? order : withEdit(order, next)
}

type EditPayment = NonNullable<StoredEdit['payment']>

/** Records how the extra payment of an edit stands. */
export const recordEditPayment = (order: Order, editId: string, payment: EditPayment): Order =>
  onActive(order, editId, (edit) =>
    edit.decision ? edit : { ...edit, status: 'awaiting_payment', payment },
  )

/** Decides that an edit goes through; one that is being undone stays so. */
export function decideApply(order: Order, editId: string): Order {
  const edit = activeEdit(order)
  if (edit?.editId !== editId || edit.decision) return order
  const decided = withEdit(order, { ...edit, status: 'applying', decision: 'apply' })
  return { ...decided, payment: paymentWith(order, edit) }
}

/** An order that cost nothing was paid; one that costs something from now on is paid by what is held for its edit. */
function paymentWith({ payment, totals }: Order, { payment: extra }: StoredEdit): Order['payment'] {
  const wasFree = totals.grandTotal.amount === 0 && payment.status === 'paid'
  if (!wasFree || extra?.status !== 'authorised') return payment
  const { authorisedUntil } = extra
  const { paidAt: _whenItWasFree, ...known } = payment
  return { ...known, status: 'authorised', ...(authorisedUntil && { authorisedUntil }) }
}

/** Decides that an edit is undone, unless it goes through already. */
export const decideUndo = (order: Order, editId: string, reason: string): Order =>
  onActive(order, editId, (edit) => (edit.decision ? edit : { ...edit, decision: 'undo', reason }))

/** Ends an edit of which nothing is left: the order is as before. */
export function failEdit(order: Order, editId: string, at: string): Order {
  const edit = activeEdit(order)
  if (edit?.editId !== editId || edit.decision !== 'undo') return order
  const { paymentMethod: _, ...rest } = edit
  const failed = withEdit(order, { ...rest, status: 'failed', endedAt: at })
  return note(failed, { type: 'edit_failed', at, detail: editId })
}

/** The order with its edit: its content, its next revision, and what was placed kept beside. */
export function applyEdit(order: Order, editId: string, at: string): Order {
  const edit = activeEdit(order)
  if (edit?.editId !== editId || edit.decision !== 'apply') return order
  const { paymentMethod: _, ...rest } = edit
  const content = edit.preview
  const next: Order = {
    ...withEdit(order, { ...rest, status: 'applied', endedAt: at }),
    ...content,
    revision: revisionOf(order) + 1,
    placed: order.placed ?? contentOf(order),
  }
  return note(next, { type: 'edited', at, by: edit.by, detail: editId })
}

/** What an order buys and where it goes. */
export function contentOf(order: Order): OrderContent {
  const { lines, shippingLine, totals, promotions, tax, billingAddress, shippingAddress } = order
  return {
    ...{ lines, shippingLine, totals, billingAddress, shippingAddress },
    ...(promotions && { promotions }),
    ...(tax && { tax }),
  }
}
