import type { Order } from '@comptoir/contracts/orders/view'

const bySaga: readonly Order['status'][] = ['pending', 'awaiting_payment', 'confirmed']
const undoing: readonly string[] = ['requested', 'refund_pending', 'refund_failed']

/** Whether a saga is at something with an order: then it can be helped on. The service has the last word. */
export const isAtWork = ({ status, cancellation, edits = [] }: Order): boolean =>
  bySaga.includes(status) ||
  undoing.includes(cancellation?.status ?? '') ||
  edits.some((edit) => edit.status === 'applying')
