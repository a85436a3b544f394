import { erasedAddress, erasedEmail, erasedToken } from '@comptoir/contracts/erasure'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { type Order, openStatuses } from './order/order.ts'
import type { Orders } from './order/order-store.ts'
import { eraseNotes } from './staff/staff-facts.ts'

/** A deleted account: its orders stay for the books, without the person. */
export const eraseOrders =
  (orders: Orders): Erase =>
  async (userId) => {
    let left = 0
    await eraseEach({ collection: orders, index: 'of', key: `user:${userId}` }, async ({ id }) => {
      const { data } = await orders.change(id, eraseCustomer)
      if (data.email !== erasedEmail(userId)) left += 1
    })
    return { left }
  }

/**
 * Takes the person out of an order whose account was deleted. Amounts, goods, VAT, country and the region of the postal
 * code stay; the invoice keeps who was invoiced, as the law demands. An order that is still open keeps what it needs to
 * be fulfilled, until it ends. The same object back means that nothing changes, as when it is repeated.
 */
export function eraseCustomer(order: Order): Order {
  const email = erasedEmail(order.userId)
  if (order.email === email || openStatuses.includes(order.status)) return order
  return {
    ...order,
    // its tokens and links end: nobody is left to whom they belong
    ...(order.guest && { guest: { tokens: [], links: [] } }),
    ...(order.staff && { staff: eraseNotes(order.staff) }),
    email,
    ...erasedPlaces(order),
    paymentMethod: { ...order.paymentMethod, token: erasedToken },
    ...(order.placed && { placed: { ...order.placed, ...erasedPlaces(order.placed) } }),
    ...(order.edits && { edits: order.edits.map(eraseEdit) }),
  }
}

type Places = Pick<Order, 'billingAddress' | 'shippingAddress' | 'shippingLine' | 'tax'>

// the VAT id of a sole trader is theirs
const erasedPlaces = ({ billingAddress, shippingAddress, shippingLine, tax }: Places) => ({
  billingAddress: erasedAddress(billingAddress),
  shippingAddress: erasedAddress(shippingAddress),
  ...(shippingLine.pickupPoint && { shippingLine: { ...shippingLine, pickupPoint: undefined } }),
  ...(tax && { tax: { ...tax, buyerVat: undefined } }),
})

/** What was asked names the addresses, too: the goods of it stay. */
function eraseEdit(edit: NonNullable<Order['edits']>[number]) {
  const { preview, changes } = edit
  const { shippingAddress: _to, billingAddress: _for, ...goods } = changes
  return { ...edit, changes: goods, preview: { ...preview, ...erasedPlaces(preview) } }
}
