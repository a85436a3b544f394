import { requireActive, type StoredCart } from './cart.ts'

const rememberedOrders = 5

/** A guest cart whose lines are in another cart now. */
export function markMerged(cart: StoredCart, mergedInto: string, at: string): StoredCart {
  return { ...factsOf(requireActive(cart)), status: 'merged', mergedInto, updatedAt: at }
}

/**
 * An order of the cart is announced: it locks the cart unless it ended already. The end of the order before it may be
 * heard later: the newest holds the cart (ids of orders sort by their time).
 */
export function lock(cart: StoredCart, orderId: string, at: string): StoredCart {
  const isFree = cart.status === 'active' || (cart.status === 'locked' && cart.orderId < orderId)
  if (!isFree || cart.endedOrders.includes(orderId)) return cart
  return { ...factsOf(cart), status: 'locked', orderId, updatedAt: at }
}

/** The order is confirmed: the cart has become it, whatever else was heard before. */
export function convert(cart: StoredCart, orderId: string, at: string): StoredCart {
  if (cart.status === 'converted' || cart.status === 'merged') return cart
  return { ...factsOf(cart), status: 'converted', orderId, updatedAt: at }
}

/** The order came to nothing: the cart it locked is active again; a converted cart stays so. */
export function unlock(cart: StoredCart, orderId: string, at: string): StoredCart {
  if (cart.status === 'converted' || cart.status === 'merged') return cart
  if (cart.endedOrders.includes(orderId)) return cart
  const endedOrders = [...cart.endedOrders, orderId].slice(-rememberedOrders)
  const facts = { ...factsOf(cart), endedOrders, updatedAt: at }
  if (cart.status === 'locked' && cart.orderId !== orderId) {
    return { ...facts, status: 'locked', orderId: cart.orderId }
  }
  return { ...facts, status: 'active' }
}

/** The cart without what belongs to its status. */
function factsOf({ owner, currency, lines, createdAt, updatedAt, endedOrders }: StoredCart) {
  return { owner, currency, lines, createdAt, updatedAt, endedOrders }
}
