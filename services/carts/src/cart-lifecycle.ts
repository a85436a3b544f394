import { requireActive, type StoredCart } from './cart.ts'

const mostEndedOrders = 5

/** A guest cart whose lines are in another cart now. */
export function markMerged(cart: StoredCart, mergedInto: string, at: string): StoredCart {
  return { ...factsOf(requireActive(cart)), status: 'merged', mergedInto, updatedAt: at }
}

/**
 * A new order locks its cart, unless the order has ended already. The end of an earlier order may arrive later: the newest
 * order holds the cart (ids of orders sort by time).
 */
export function lock(cart: StoredCart, orderId: string, at: string): StoredCart {
  const isFree = cart.status === 'active' || (cart.status === 'locked' && cart.orderId < orderId)
  if (!isFree || cart.endedOrders.includes(orderId)) return cart
  return { ...factsOf(cart), status: 'locked', orderId, updatedAt: at }
}

/** The order is confirmed: the cart has become it, whatever came before. */
export function convert(cart: StoredCart, orderId: string, at: string): StoredCart {
  if (cart.status === 'converted' || cart.status === 'merged') return cart
  return { ...factsOf(cart), status: 'converted', orderId, updatedAt: at }
}

/** The order failed: the cart it locked is active again; a converted cart does not change. */
export function unlock(cart: StoredCart, orderId: string, at: string): StoredCart {
  if (cart.status === 'converted' || cart.status === 'merged') return cart
  if (cart.endedOrders.includes(orderId)) return cart
  const endedOrders = [...cart.endedOrders, orderId].slice(-mostEndedOrders)
  const facts = { ...factsOf(cart), endedOrders, updatedAt: at }
  if (cart.status === 'locked' && cart.orderId !== orderId) {
    return { ...facts, status: 'locked', orderId: cart.orderId }
  }
  return { ...facts, status: 'active' }
}

/** The cart without what belongs to its status. */
function factsOf(cart: StoredCart) {
  const { owner, currency, lines, codes, additions, createdAt, updatedAt, endedOrders } = cart
  return { owner, currency, lines, codes, additions, createdAt, updatedAt, endedOrders }
}
