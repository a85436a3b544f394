import {
  eraseGuest,
  issueGuestToken,
  readAccountSummary,
  readOwnEmailKey,
} from '@comptoir/contracts/accounts/internal-routes'
import { lockCart, readCart } from '@comptoir/contracts/carts/internal-routes'
import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import { answer, clientTwin } from './client-twin.ts'
import type { Shop } from './shop.ts'

/** Accounts, carts and catalogue. */
export function placementTwins(shop: Shop) {
  const accounts = clientTwin('accounts', shop, [
    answer(readAccountSummary, ({ params: { userId } }) => ({
      userId,
      email: 'camille@example.com',
      status: shop.accountStatus,
      customerStatus: 'gold' as const,
      tags: ['press'],
      locale: 'fr' as const,
      name: 'Camille Durand',
    })),
    answer(readOwnEmailKey, () => shop.ownEmailKey),
    answer(issueGuestToken, ({ params: { orderId } }) => ({
      ...{ accessToken: `token of ${orderId}`, tokenType: 'Bearer' as const },
      expiresInSeconds: 900,
    })),
    answer(eraseGuest, ({ params: { orderId } }) => {
      shop.calls.push(`erase ${orderId}`)
      return undefined
    }),
  ])
  const carts = clientTwin('carts', shop, [
    answer(readCart, ({ params: { cartId } }) => {
      if (cartId !== shop.cart.cartId) throw refuse('not_found')
      return shop.cart
    }),
    answer(lockCart, ({ params: { cartId } }) => {
      if (cartId !== shop.cart.cartId) throw refuse('not_found')
      shop.cart = { ...shop.cart, status: 'locked' }
      return undefined
    }),
  ])
  const catalog = clientTwin('catalog', shop, [
    answer(lookupVariants, ({ body }) => {
      shop.lookups.push(body)
      return { variants: shop.variants.filter(({ sku }) => body.skus.includes(sku)) }
    }),
  ])
  return { accounts, carts, catalog }
}
