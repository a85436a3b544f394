import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { findUserCart, type UserCarts } from './cart-store.ts'
import type { WishLists } from './wish-lists/wish-list-store.ts'

/** The cart of a user, and their wish lists. */
export const collectCart = ({
  wishLists,
  ...carts
}: UserCarts & { readonly wishLists: WishLists }): CollectPersonalData =>
  async function* collect(userId) {
    const cart = await findUserCart(carts, userId)
    if (cart) yield { kind: 'cart', id: cart.id, data: cart.data }
    const own = { collection: wishLists, index: 'of', key: userId }
    yield* recordsOf('wish-list', own, ({ data }) => data)
  }
