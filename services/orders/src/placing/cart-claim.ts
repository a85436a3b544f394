import { hasFailed } from '../order/order.ts'
import type { Claims, Orders } from '../order/order-store.ts'

export type CartClaim = { readonly cartId: string; readonly orderId: string }

/**
 * Claims a cart for an order and answers the id under which that order is to be created. It is another one when
 * the cart has an order already, or a claim whose order a crash prevented: the next request creates that one,
 * and creation decides who was first. A failed order frees its cart.
 */
export async function claimCart(
  { claims, orders }: { claims: Claims; orders: Orders },
  { cartId, orderId }: CartClaim,
): Promise<string> {
  const { created, document } = await claims.create(cartId, { orderId })
  if (created) return orderId
  const holder = document.data.orderId
  const order = await orders.get(holder)
  if (!order || !hasFailed(order.data)) return holder
  const renewed = await claims.update(cartId, (claim) =>
    claim.orderId === holder ? { next: { orderId } } : undefined,
  )
  return renewed.data.orderId
}
