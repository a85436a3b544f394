import { createHash } from 'node:crypto'
import { readAccountSummary } from '@comptoir/contracts/accounts/internal-routes'
import type { Settings } from '@comptoir/contracts/admin/settings'
import type { PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import { emailKeyOf } from '@comptoir/contracts/email'
import { guestIdOf, isGuestId } from '@comptoir/contracts/ids'
import type { PlaceOrder } from '@comptoir/contracts/orders/view'
import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import type { User } from '@comptoir/service/auth/auth'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { firstTokenOf, hashOf } from '../guests/guest-secrets.ts'
import type { Order } from '../order/order.ts'

/** Who places an order: a user, or a guest, who proves to be the one of the cart by its token. */
export type Buyer =
  | { readonly kind: 'user'; readonly user: User; readonly cartToken: string | undefined }
  | Guest
export type Guest = {
  readonly kind: 'guest'
  readonly email: string
  readonly cartToken: string
  /** From where the request comes. */
  readonly address: string
}

/** What is asked of who places an order, whoever it is. */
export type Customer = {
  readonly email: string
  /** Nobody for a guest: prices are those of everyone. */
  readonly pricing: PriceCustomer | undefined
  readonly promoted: NonNullable<PromotableCart['customer']>
}

type Asked = {
  readonly user: User | undefined
  readonly cartToken: string | undefined
  readonly address: string
  readonly body: PlaceOrder
}

/** The user, or the guest that the request makes out; refuses a guest without cart token, email or the terms accepted. */
export function buyerOf({ user, cartToken, address, body }: Asked): Buyer {
  if (user) return { kind: 'user', user, cartToken }
  const { email, acceptTerms } = body
  if (email === undefined) throw refuse('unauthenticated', 'sign in, or order with an email')
  if (!acceptTerms) throw invalid('acceptTerms', 'the terms are to be accepted')
  if (!cartToken) throw invalid('cart-token', 'a guest orders with the token of the cart')
  return { kind: 'guest', email, cartToken, address }
}

/** Refuses a guest where the shop takes orders of accounts only. */
export function requireWelcome(
  { kind }: Pick<Buyer, 'kind'>,
  { guestOrders }: Pick<Settings['orders'], 'guestOrders'>,
): void {
  if (kind === 'guest' && !guestOrders)
    throw refuse('unauthenticated', 'the shop takes orders of accounts only')
}

function invalid(field: string, message: string) {
  return refuse('invalid_request', message, { errors: [{ field, code: 'required', message }] })
}

/** Who placed an order with which idempotency key, hashed: a repeated placement finds its order again. */
export function placementKeyOf(buyer: Buyer, idempotencyKey: string): string {
  const text = `${placerOf(buyer)}\n${idempotencyKey}`
  return createHash('sha256').update(text).digest('base64url')
}

/** Whose idempotency keys they are: of a guest, those who have the token of the cart. */
export const placerOf = (buyer: Buyer): string =>
  buyer.kind === 'user' ? buyer.user.id : `cart-token:${hashOf(buyer.cartToken)}`

export const ownerOf = (buyer: Buyer, orderId: string): string =>
  buyer.kind === 'user' ? buyer.user.id : guestIdOf(orderId)

export function isOrderOf(buyer: Buyer, { orderId, userId, guest }: Order): boolean {
  if (buyer.kind === 'user') return userId === buyer.user.id
  const hash = hashOf(firstTokenOf(buyer.cartToken, orderId))
  return guest?.tokens.some((token) => token.hash === hash) ?? false
}

/** What the buyer's prices and promotions go by. */
export const customerOf = (deps: Pick<Deps, 'accounts'>, buyer: Buyer): Promise<Customer> =>
  buyer.kind === 'guest'
    ? Promise.resolve(guestCustomer(buyer.email))
    : accountCustomer(deps, buyer.user.id)

/** A guest has no account to be asked about. */
export function guestCustomer(email: string): Customer {
  const emailKey = emailKeyOf(email)
  const promoted = { userId: emailKey, status: 'guest', tags: [], emailKey }
  return { email, pricing: undefined, promoted }
}

/** What the prices of whoever bought go by, later on: nobody for a guest, or an account that is gone. */
export async function pricingOf(
  { accounts }: Pick<Deps, 'accounts'>,
  userId: string,
): Promise<Customer['pricing']> {
  if (isGuestId(userId)) return undefined
  try {
    const { customerStatus: status, tags } = await accounts(readAccountSummary, {
      params: { userId },
    })
    return { status, tags }
  } catch (error) {
    if (!isRefusal(error, 'not_found')) throw error
    return undefined
  }
}

/** Refuses an account that is suspended or gone. */
export async function accountCustomer(
  deps: Pick<Deps, 'accounts'>,
  userId: string,
): Promise<Customer> {
  const account = await deps.accounts(readAccountSummary, { params: { userId } }).catch(noAccount)
  if (account.status !== 'active') throw refuse('account_suspended')
  const { email, customerStatus: status, tags = [] } = account
  const promoted = { userId, status, tags, emailKey: emailKeyOf(email) }
  return { email, pricing: { status, tags }, promoted }
}

function noAccount(error: unknown): never {
  throw isRefusal(error, 'not_found') ? refuse('account_suspended', 'the account is gone') : error
}
