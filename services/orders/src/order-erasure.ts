import { erasedAddress, erasedEmail, erasedToken } from '@comptoir/contracts/erasure'
import { type Order, openStatuses } from './order.ts'

/**
 * Takes the person out of an order whose account was deleted. Amounts, goods, VAT, country and the region of the postal
 * code stay; who was invoiced stands on the invoice, which the law keeps. An order that is still open keeps what it needs to
 * be fulfilled, and is erased when it ends. Repeating it changes nothing.
 */
export function eraseCustomer(order: Order): Order {
  const email = erasedEmail(order.userId)
  if (order.email === email) return order
  if (openStatuses.includes(order.status))
    return order.eraseWhenEnded ? order : { ...order, eraseWhenEnded: true }
  const { eraseWhenEnded: _, ...rest } = order
  return {
    ...rest,
    email,
    billingAddress: erasedAddress(order.billingAddress),
    shippingAddress: erasedAddress(order.shippingAddress),
    paymentMethod: { ...order.paymentMethod, token: erasedToken },
  }
}

/** An order that was to be erased when it ends, once it has. */
export const eraseIfDue = (order: Order): Order =>
  order.eraseWhenEnded ? eraseCustomer(order) : order
