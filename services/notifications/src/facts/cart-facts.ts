import { readAccountReach } from '@comptoir/contracts/accounts/reach'
import type { CartAbandoned } from '@comptoir/contracts/carts/events'
import { readAbandonedCart } from '@comptoir/contracts/carts/internal-routes'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { z } from 'zod'
import type { NewMessage } from '../notification/notification.ts'
import { orNone } from './or-none.ts'

type Told = z.output<typeof CartAbandoned.schema>

/** However often a cart is left, its owner is reminded once in so long. */
const pauseMs = 7 * 24 * 3_600_000

/** A reminder of a cart to its owner; none to guests, whose address nobody knows, nor without consent to marketing. */
export async function messagesOfCart(accounts: Client, cart: Told): Promise<NewMessage[]> {
  const { cartId, ownerUserId: userId, updatedAt, lines } = cart
  if (userId === undefined) return []
  const reach = await orNone(accounts(readAccountReach, { params: { userId } }))
  if (!reach?.marketingConsent) return []
  const { email: address, locale } = reach
  const pause = Math.floor(Date.parse(updatedAt) / pauseMs)
  return [
    {
      ...{ fact: `cart/${cartId}/${pause}`, template: 'cart_abandoned', channel: 'email' },
      ...{ userId, address, locale, data: { cartId, updatedAt, lines } },
    },
  ]
}

/** Whether a reminder would come too late: the cart was changed, ordered or deleted. */
export async function isCartGone(
  carts: Client,
  { template, data }: Pick<NewMessage, 'template' | 'data'>,
): Promise<boolean> {
  const { cartId, updatedAt } = data
  const isReminder = template === 'cart_abandoned'
  if (!isReminder || typeof cartId !== 'string' || typeof updatedAt !== 'string') return isReminder
  return (await orNone(carts(readAbandonedCart, { params: { cartId, updatedAt } }))) === undefined
}
