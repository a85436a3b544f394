import { createCollection, type Document } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { isLive, StoredCart } from './cart.ts'

export const cartLifeSeconds = 30 * 24 * 3600

export type CartDocument = Document<StoredCart>

/** Carts live 30 days from their last change. */
export const createCarts = (store: Store) =>
  createCollection(store, {
    ...{ name: 'carts', schema: StoredCart, ttlSeconds: cartLifeSeconds },
    // those that somebody may have left: by when they were changed for the last time
    indexes: {
      left: (cart) =>
        cart.status === 'active' && cart.lines.length > 0
          ? [{ key: 'all', score: Date.parse(cart.updatedAt) }]
          : [],
    },
  })

/** Which cart is a user's: the id is the user's, so there is one. */
export const createCurrentCarts = (store: Store) =>
  createCollection(store, {
    name: 'current-carts',
    audit: 'none',
    schema: z.object({ cartId: z.string() }),
  })

export type UserCarts = {
  readonly carts: ReturnType<typeof createCarts>
  readonly current: ReturnType<typeof createCurrentCarts>
}

/** The user's cart, if there is one that is not converted. */
export async function findUserCart(
  { carts, current }: UserCarts,
  userId: string,
): Promise<CartDocument | undefined> {
  const pointer = await current.get(userId)
  const cart = pointer && (await carts.get(pointer.data.cartId))
  return isLive(cart?.data) ? cart : undefined
}

/**
 * Makes `cart` the user's, unless another request made one meanwhile: then that one is answered. The cart is
 * stored before anything points at it.
 */
export async function createUserCart(
  { carts, current }: UserCarts,
  { userId, cartId, cart }: { userId: string; cartId: string; cart: StoredCart },
): Promise<{ created: boolean; document: CartDocument }> {
  const seen = await current.get(userId)
  const held = seen && (await carts.get(seen.data.cartId))
  if (held && isLive(held.data)) return { created: false, document: held }
  const { document } = await carts.create(cartId, cart)
  const pointer = await current.upsert(userId, (data) =>
    data?.cartId === seen?.data.cartId ? { next: { cartId } } : undefined,
  )
  if (pointer.data.cartId === cartId) return { created: true, document }
  await carts.remove(cartId)
  const winner = await carts.get(pointer.data.cartId)
  if (!winner || !isLive(winner.data)) throw refuse('conflict', 'the cart was just made and ended')
  return { created: false, document: winner }
}
