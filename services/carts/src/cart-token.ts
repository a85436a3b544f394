import { createHash, randomBytes } from 'node:crypto'
import { maybeUser } from '@comptoir/service/auth/auth'
import type { Visitor } from './cart.ts'

/** 128 random bits: nobody finds a cart by guessing. */
export const newCartId = () => `cart_${randomBytes(16).toString('hex')}`
export const newWishListId = () => `wsl_${randomBytes(16).toString('hex')}`
export const newShareToken = () => randomBytes(18).toString('base64url')
export const newCartToken = () => randomBytes(24).toString('base64url')
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** Who asks for a cart, from the request. */
export function visitorOf(c: Parameters<typeof maybeUser>[0]): Visitor {
  const token = c.req.header('cart-token')
  return { userId: maybeUser(c)?.id, tokenHash: token === undefined ? undefined : hashToken(token) }
}
