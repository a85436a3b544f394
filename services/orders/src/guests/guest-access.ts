import { refuse } from '@comptoir/service/problems/refusal'
import { hasFailed, note, type Order } from '../order/order.ts'

export type GuestAccess = NonNullable<Order['guest']>
type Secret = GuestAccess['tokens'][number]

/** Several devices of one guest, each by a link of its own. */
const mostTokens = 5
/** More were asked for than anybody reads: the oldest go. */
const mostLinks = 3

const isValid = ({ expiresAt }: { readonly expiresAt: string }, at: string) => expiresAt > at

/** Whether a token, by its digest, opens the order now. */
export const opens = ({ guest }: Order, hash: string, at: string): boolean =>
  guest?.tokens.some((token) => token.hash === hash && isValid(token, at)) ?? false

/** Another device of the guest gets in. */
function addToken(guest: GuestAccess, token: Secret, at: string): GuestAccess {
  const kept = guest.tokens.filter((one) => isValid(one, at)).slice(1 - mostTokens)
  return { ...guest, tokens: [...kept, token] }
}

type AskedLink = { readonly linkId: string; readonly expiresAt: string; readonly hash?: string }

/** Notes that a link was asked for; its secret is made when it is sent. Nothing for an order of an account. */
export function addLink(order: Order, link: AskedLink, at: string): Order {
  const { guest } = order
  if (!guest) return order
  const kept = guest.links.filter((one) => isValid(one, at)).slice(1 - mostLinks)
  return { ...order, guest: { ...guest, links: [...kept, link] } }
}

/** Gives a link its secret; of several that were made, as after a crash before one was sent, the last one opens. */
export function makeLink(order: Order, made: { linkId: string; hash: string; at: string }): Order {
  const { linkId, hash, at } = made
  const link = order.guest?.links.find((one) => one.linkId === linkId && isValid(one, at))
  if (!order.guest || !link) throw refuse('not_found', 'no such link')
  const links = order.guest.links.map((one) => (one === link ? { ...one, hash } : one))
  return { ...order, guest: { ...order.guest, links } }
}

/** Exchanges a link for a token; used, expired and unknown ones are the same refusal. */
export function useLink(order: Order, used: { hash: string; token: Secret; at: string }): Order {
  const { hash, token, at } = used
  const link = order.guest?.links.find((one) => one.hash === hash && isValid(one, at))
  if (!order.guest || !link) throw refuse('invalid_token', 'the link is not valid any more')
  const links = order.guest.links.filter((one) => one !== link)
  return { ...order, guest: addToken({ ...order.guest, links }, token, at) }
}

/**
 * Gives the order to the account of whoever has a token of it. The tokens and links of the guest end. The same order back when
 * it is that user's already; to anyone else it does not exist.
 */
export function attach(order: Order, by: { userId: string; hash: string; at: string }): Order {
  const { userId, hash, at } = by
  if (order.userId === userId) return order
  if (!opens(order, hash, at)) throw refuse('not_found', 'there is no such order')
  const { guest: _ended, ...rest } = order
  const attached = { ...rest, userId, guestId: order.userId } as Order
  return note(attached, { type: 'attached', at, by: 'customer' })
}

/**
 * Whether others can follow a change of owner: payment, invoice and shipment are there, since the order heard of them, or it has
 * failed. One that is told earlier could meet an event of before on its way.
 */
export function isOwnerToFollow(order: Order): boolean {
  const { invoiceIssuedAt, shipmentCreatedAt } = order.fulfilment
  const areThere = invoiceIssuedAt !== undefined && shipmentCreatedAt !== undefined
  return order.guestId !== undefined && (areThere || hasFailed(order))
}
