import type { CollectPersonalData } from '@comptoir/dapr/documents/personal-data'
import { findUserCart, type UserCarts } from './cart-store.ts'

/** The cart of a user. */
export const collectCart = (carts: UserCarts): CollectPersonalData =>
  async function* collect(userId) {
    const cart = await findUserCart(carts, userId)
    if (!cart) return
    yield { kind: 'cart', id: cart.id, data: cart.data }
  }
