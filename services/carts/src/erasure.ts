import type { Erase } from '@comptoir/dapr/documents/erasure'
import type { UserCarts } from './cart-store.ts'

/** A deleted account: its cart goes; those that became orders name nobody and end with their time. */
export const eraseCart =
  ({ carts, current }: UserCarts): Erase =>
  async (userId) => {
    const pointer = await current.get(userId)
    if (!pointer) return
    await carts.remove(pointer.data.cartId)
    await current.remove(userId)
  }
