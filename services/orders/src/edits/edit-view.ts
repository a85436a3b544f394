import type { OrderEdit } from '@comptoir/contracts/orders/edits'
import type { StoredEdit } from './stored-edit.ts'

/** The edit as its owner and the staff see it. */
export function editView(edit: StoredEdit): OrderEdit {
  const { number: _, decision: _decided, paymentMethod: _method, ...view } = edit
  return view
}
