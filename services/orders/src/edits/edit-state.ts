import { isCancelRequested } from '../order/order-cancel.ts'
import type { Order } from '../order/stored-order.ts'
import { editOf } from './edit.ts'

export const editSagaName = 'edit-saga.v1'

/** What the saga of an edit starts with. */
export type EditInput = {
  readonly orderId: string
  readonly editId: string
  /** Until when its extra payment may come. */
  readonly dueMs: number
}
export type EditStep = Omit<EditInput, 'dueMs'>

/** The edit after a step, as far as the saga decides by it. */
export type EditState = {
  readonly status: string
  readonly decision?: 'apply' | 'undo' | undefined
  /** Nothing is to be paid, or it is. */
  readonly paid: boolean
  readonly cancelRequested: boolean
}

export function editStateOf(order: Order, editId: string): EditState {
  const { status, decision, difference, payment } = editOf(order, editId)
  const isTaken = payment?.status === 'succeeded' || payment?.status === 'authorised'
  const isPaid = difference.amount <= 0 || isTaken
  return { status, decision, paid: isPaid, cancelRequested: isCancelRequested(order) }
}
