import { CartMerged } from '@comptoir/contracts/carts/events'
import type { NewCartLine } from '@comptoir/contracts/carts/schemas'
import { newEvent } from '@comptoir/contracts/event'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { takeAdditions } from './additions.ts'
import {
  emptyCart,
  isOpenTo,
  replaceLines,
  requireActive,
  type StoredCart,
  takeLines,
  type Variants,
  type Visitor,
} from './cart.ts'
import { markMerged } from './cart-lifecycle.ts'
import { type CartDocument, createUserCart, findUserCart } from './cart-store.ts'
import { hashToken, newCartId, newCartToken } from './cart-token.ts'
import type { Deps } from './deps.ts'
import { takeCodes } from './promotions/cart-codes.ts'

export type CommandDeps = Pick<Deps, 'carts' | 'current' | 'clock'>
export type Opened = { document: CartDocument; created: boolean; cartToken?: string }

export type CartRule = (cart: StoredCart, at: string) => StoredCart

/** The cart, if the visitor may see it; someone else's is not found. */
export async function openFor(
  { carts }: CommandDeps,
  cartId: string,
  visitor: Visitor,
): Promise<CartDocument> {
  const document = await carts.get(cartId)
  if (!document || !isOpenTo(document.data, visitor)) throw noSuchCart()
  return document
}

/** Where a merged cart went. Only the owner of that cart learns its id, not everyone with the guest's token. */
export async function mergedCartOf(
  { carts }: CommandDeps,
  { data }: CartDocument,
  visitor: Visitor,
): Promise<string | undefined> {
  if (data.status !== 'merged') return undefined
  const target = await carts.get(data.mergedInto)
  return target && isOpenTo(target.data, visitor) ? target.id : undefined
}

/** `visitor`: who asks, unless it is the platform. */
export type CartTarget = { readonly cartId: string; readonly visitor?: Visitor }

/**
 * Changes a cart by a rule, in one read; a rule that answers the same cart changes nothing. Someone else's cart is not
 * found.
 */
export function changeCart(
  { carts, clock }: CommandDeps,
  { cartId, visitor }: CartTarget,
  rule: CartRule,
): Promise<CartDocument> {
  return carts.upsert(cartId, (cart) => {
    if (!cart || (visitor && !isOpenTo(cart, visitor))) throw noSuchCart()
    const next = rule(cart, clock().toISOString())
    return next === cart ? undefined : { next }
  })
}

const noSuchCart = () => refuse('not_found', 'no such cart')

/** The signed-in user's cart, or a new one: theirs, or a guest's with its token. */
export async function openOwn(
  deps: CommandDeps,
  userId: string | undefined,
  fill: (cart: StoredCart) => StoredCart = (cart) => cart,
): Promise<Opened> {
  const at = deps.clock().toISOString()
  const cartId = newCartId()
  if (userId !== undefined) {
    const cart = fill(emptyCart({ kind: 'user', userId }, at))
    return createUserCart(deps, { userId, cartId, cart })
  }
  const cartToken = newCartToken()
  const cart = fill(emptyCart({ kind: 'guest', tokenHash: hashToken(cartToken) }, at))
  const { document } = await deps.carts.create(cartId, cart)
  return { created: true, document, cartToken }
}

type PutCart = { cartId?: string | undefined; lines: readonly NewCartLine[]; variants: Variants }

/** Replaces the lines of the cart that is named, of the user's cart, or of a new one. */
export async function put(
  deps: CommandDeps,
  visitor: Visitor,
  { cartId, ...wanted }: PutCart,
): Promise<Opened> {
  const replace = (cart: StoredCart) =>
    replaceLines(cart, { ...wanted, at: deps.clock().toISOString() })
  if (cartId === undefined) return putOwn(deps, visitor.userId, replace)
  return { created: false, document: await changeCart(deps, { cartId, visitor }, replace) }
}

/** Tries again when the cart was converted between the read and the write: the next read opens a new one. */
async function putOwn(
  deps: CommandDeps,
  userId: string | undefined,
  replace: (cart: StoredCart) => StoredCart,
  tries = 2,
): Promise<Opened> {
  const opened = await openOwn(deps, userId, replace)
  if (opened.created) return opened
  try {
    return {
      created: false,
      document: await changeCart(deps, { cartId: opened.document.id }, replace),
    }
  } catch (error) {
    const wasConverted = isRefusal(error, 'transition_refused')
    if (!wasConverted || tries === 1) throw error
    return putOwn(deps, userId, replace, tries - 1)
  }
}

/** Merges a guest cart into the user's; the guest's is marked only when its lines are stored. */
export async function mergeInto(
  deps: CommandDeps,
  { cartId, userId, visitor }: { cartId: string; userId: string; visitor: Visitor },
): Promise<CartDocument> {
  const document = await openFor(deps, cartId, visitor)
  const { data: guest, version } = document
  if (guest.owner.kind === 'user') return document
  if (guest.status === 'merged') return openFor(deps, guest.mergedInto, { userId })
  requireActive(guest)
  const { document: own } = await openOwn(deps, userId)
  const take: CartRule = (cart, at) =>
    takeAdditions(takeCodes(takeLines(cart, guest.lines, at), guest, at), guest)
  const merged = await changeCart(deps, { cartId: own.id }, take)
  const event = newEvent(CartMerged, { cartId, ownerUserId: userId, into: own.id })
  await deps.carts.update(cartId, (cart, now) => {
    if (cart.status === 'merged') return undefined
    if (now !== version) throw refuse('conflict', 'the guest cart changed meanwhile: merge again')
    return { next: markMerged(cart, own.id, deps.clock().toISOString()), events: [event] }
  })
  return merged
}

/** The user's cart that is not converted. */
export async function readOwn(deps: CommandDeps, userId: string): Promise<CartDocument> {
  const document = await findUserCart(deps, userId)
  if (!document) throw refuse('not_found', 'no cart yet')
  return document
}
