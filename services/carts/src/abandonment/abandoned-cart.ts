import { CartAbandoned } from '@comptoir/contracts/carts/events'
import { newEvent } from '@comptoir/contracts/event'
import type { StoredCart } from '../cart.ts'

/** Whether nothing happened to a cart since a moment, and it can still be ordered. */
export const isAsLeft = (cart: StoredCart, updatedAt: string): boolean =>
  cart.status === 'active' && cart.lines.length > 0 && cart.updatedAt === updatedAt

/** What a cart is, until it is changed: it is abandoned once as what it is. */
export const abandonmentIdOf = (cartId: string, { updatedAt }: Pick<StoredCart, 'updatedAt'>) =>
  `${cartId}@${Date.parse(updatedAt)}`

export function abandoned(cartId: string, { owner, updatedAt, lines }: StoredCart) {
  return newEvent(CartAbandoned, {
    ...{ cartId, updatedAt },
    ...(owner.kind === 'user' && { ownerUserId: owner.userId }),
    lines: lines.map(({ sku, title, quantity, price }) => ({
      ...{ sku, title, quantity, unitPrice: price },
    })),
  })
}
