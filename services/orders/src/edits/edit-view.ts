import type { OrderContent, OrderEdit } from '@comptoir/contracts/orders/edits'
import type { StoredEdit } from './stored-edit.ts'

/** The edit as its owner and the staff see it. */
export function editView(edit: StoredEdit): OrderEdit {
  const { number: _, decision: _decided, paymentMethod: _method, preview, ...view } = edit
  return { ...view, preview: { ...preview, lines: shownLines(preview.lines) } }
}

/** Lines as they are shown: what the shop keeps of a vendor's sale is between these two. */
export const shownLines = (lines: OrderContent['lines']): OrderContent['lines'] =>
  lines.map(({ commissionBps: _, ...line }) => line)
