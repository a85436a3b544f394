import type { OrderStaffFacts } from '@comptoir/contracts/orders/staff-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Order } from '../order/order.ts'

type Facts = NonNullable<Order['staff']>
type Written = { readonly id: string; readonly at: string; readonly by: string }

/** More would make the document slow for everybody. */
const mostEntries = 200

const none: Facts = { tags: [], entries: [] }

/** The same order back when a note with that id is there already: the request came twice. */
export function addNote(order: Order, note: Written & { readonly text: string }): Order {
  const staff = order.staff ?? none
  if (staff.entries.some(({ id }) => id === note.id)) return order
  return withEntry(order, { ...note, type: 'note' })
}

/** Sets the tags, sorted, each once; the same order back when they are these already. */
export function setTags(order: Order, set: Written & { readonly tags: readonly string[] }): Order {
  const { tags: before } = order.staff ?? none
  const { tags: asked, ...written } = set
  const tags = [...new Set(asked)].toSorted()
  const added = tags.filter((tag) => !before.includes(tag))
  const removed = before.filter((tag) => !tags.includes(tag))
  if (added.length === 0 && removed.length === 0) return order
  const entry = { ...written, type: 'tags' as const, added, removed }
  const next = withEntry(order, entry)
  return { ...next, staff: { ...(next.staff ?? none), tags } }
}

function withEntry(order: Order, entry: Facts['entries'][number]): Order {
  const staff = order.staff ?? none
  if (staff.entries.length >= mostEntries) {
    throw refuse('transition_refused', `an order takes ${mostEntries} entries of staff at most`)
  }
  return { ...order, staff: { ...staff, entries: [...staff.entries, entry] } }
}

/** Notes name people as often as not: with the person their texts go. */
export function eraseNotes(staff: Facts): Facts {
  const entries = staff.entries.map((entry) =>
    entry.text === undefined ? entry : { ...entry, text: 'erased' },
  )
  return { ...staff, entries }
}

export function staffFactsOf({ data, version }: Document<Order>): OrderStaffFacts {
  const { orderId, staff = none, origin, agreement } = data
  return { orderId, version, ...staff, ...(origin && { origin }), ...(agreement && { agreement }) }
}
