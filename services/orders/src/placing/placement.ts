import { createHash } from 'node:crypto'
import { readAccountSummary } from '@comptoir/contracts/accounts/internal-routes'
import { readCart } from '@comptoir/contracts/carts/internal-routes'
import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import type { PlaceOrder } from '@comptoir/contracts/orders/view'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { TaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { parisDayOf, taxRateOf } from '@comptoir/money/tax-rates'
import type { User } from '@comptoir/service/auth/auth'
import { currentTrace } from '@comptoir/service/observability/trace'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { hasFailed, type Order, startOrder } from '../order/order.ts'
import type { Claims, Orders } from '../order/order-store.ts'
import { claimCart } from './cart-claim.ts'
import type { Gate } from './order-admission.ts'
import {
  checkCart,
  checkStock,
  checkTaxes,
  checkTotal,
  type JoinedLine,
  joinVariants,
  price,
  totalOf,
  weightOf,
} from './pricing.ts'

export type PlacementDeps = {
  readonly orders: Orders
  readonly claims: Claims
  readonly accounts: Client
  readonly carts: Client
  readonly catalog: Client
  readonly inventory: Client
  readonly shipping: Client
  readonly taxRates: TaxRates
  readonly clock: () => Date
  readonly newOrderId: () => string
  readonly newOrderNumber: () => string
  readonly gate: Pick<Gate, 'admit'>
}

export type PlacementRequest = {
  readonly user: User
  readonly idempotencyKey: string
  readonly cartToken: string | undefined
  readonly wish: PlaceOrder
}

/** A repeat gets its order, whatever is going on; a new order needs room. */
export async function place(
  deps: PlacementDeps,
  request: PlacementRequest,
): Promise<Document<Order>> {
  const { wish, user, idempotencyKey } = request
  const placementKey = createHash('sha256')
    .update(`${user.id}\n${idempotencyKey}`)
    .digest('base64url')
  const earlier = await orderOfCart(deps, wish.cartId)
  const isRepeat = earlier?.data.placementKey === placementKey
  if (earlier && (isRepeat || !hasFailed(earlier.data)))
    return sameOrRefuse(earlier, { placementKey, user })
  const hadFailedOrder = earlier !== undefined
  return await deps.gate.admit(() => placeNew(deps, { ...request, placementKey, hadFailedOrder }))
}

type NewPlacement = PlacementRequest & {
  readonly placementKey: string
  readonly hadFailedOrder: boolean
}

/** Checks everything at the services that know, then writes the order down, pending. */
async function placeNew(deps: PlacementDeps, placement: NewPlacement): Promise<Document<Order>> {
  const { wish, user, placementKey, hadFailedOrder } = placement
  const { cart, account, rates, number } = await gather(deps, placement)
  checkCart(cart, { userId: user.id, hadFailedOrder })
  const now = deps.clock()
  const placedAt = now.toISOString()
  const sale = { countryCode: wish.shippingAddress.countryCode, day: parisDayOf(now) }
  const { lines, option } = await offerFor(deps, {
    wish,
    lines: cart.lines,
    currency: cart.currency,
    check: (joined) => checkTaxes(joined, rates, sale),
  })
  const rateOf = (taxClass: string) => taxRateOf(rates, sale, taxClass)
  const priced = price({ lines, option, currency: cart.currency, rateOf })
  checkTotal(wish.expectedTotal, priced.totals)

  const orderId = await claimCart(deps, { cartId: wish.cartId, orderId: deps.newOrderId() })
  const order = startOrder({
    snapshot: {
      ...{ orderId, number, cartId: wish.cartId, userId: user.id, email: account.email },
      ...{ locale: wish.locale, currency: cart.currency, ...priced, placedAt },
      billingAddress: wish.billingAddress ?? wish.shippingAddress,
      shippingAddress: wish.shippingAddress,
      paymentMethod: wish.paymentMethod,
    },
    placementKey,
    ...(wish.acceptTerms && { termsAcceptedAt: placedAt }),
    traceparent: currentTrace()?.traceparent,
  })
  const { created, document } = await deps.orders.create(orderId, order)
  return created ? document : sameOrRefuse(document, { placementKey, user })
}

async function orderOfCart({ claims, orders }: PlacementDeps, cartId: string) {
  const claim = await claims.get(cartId)
  return claim && (await orders.get(claim.data.orderId))
}

type Placer = { readonly placementKey: string; readonly user: User }

/** A repeat of the placement that made the order gets it again; its buyer hears of it, others that it is no cart of theirs. */
function sameOrRefuse(order: Document<Order>, { placementKey, user }: Placer): Document<Order> {
  if (order.data.placementKey === placementKey) return order
  if (order.data.userId !== user.id) throw notTheirs()
  throw refuse('conflict', 'the cart has been ordered', { extensions: { orderId: order.id } })
}

async function gather(deps: PlacementDeps, { user, wish, cartToken }: PlacementRequest) {
  const headers: Record<string, string> = cartToken ? { 'cart-token': cartToken } : {}
  const [cart, account, rates, number] = await Promise.all([
    deps
      .carts(readCart, { params: { cartId: wish.cartId }, token: user.token, headers })
      .catch(noCart),
    deps.accounts(readAccountSummary, { params: { userId: user.id } }).catch(noAccount),
    deps.taxRates(),
    unusedNumber(deps),
  ])
  if (account.status !== 'active') throw refuse('account_suspended')
  return { cart, account, rates, number }
}

function noCart(error: unknown): never {
  throw isRefusal(error, 'not_found') ? notTheirs() : error
}

const notTheirs = () => refuse('cart_not_orderable', 'there is no such cart of yours')

function noAccount(error: unknown): never {
  throw isRefusal(error, 'not_found') ? refuse('account_suspended', 'the account is gone') : error
}

async function unusedNumber({ orders, newOrderNumber }: PlacementDeps): Promise<string> {
  for (;;) {
    const number = newOrderNumber()
    if ((await orders.count('number', number)) === 0) return number
  }
}

type Offered = { readonly lines: JoinedLine[]; readonly option: ShippingOption }
type ToOffer = {
  readonly wish: PlaceOrder
  readonly lines: readonly { sku: string; quantity: number }[]
  readonly currency: string
  readonly check: (lines: readonly JoinedLine[]) => void
}

/** The lines at today's prices, in stock, and the shipping option for them. */
async function offerFor(deps: PlacementDeps, asked: ToOffer): Promise<Offered> {
  const { wish, lines, currency, check } = asked
  const skus = lines.map(({ sku }) => sku)
  const [{ variants }, { items }] = await Promise.all([
    deps.catalog(lookupVariants, { body: { skus }, retry: true }),
    deps.inventory(checkAvailability, { body: { skus }, retry: true }),
  ])
  const joined = joinVariants(lines, variants)
  check(joined)
  checkStock(lines, items)
  const { countryCode, postalCode } = wish.shippingAddress
  const itemsTotal = { amount: totalOf(joined), currency }
  const body = { countryCode, postalCode, weightGrams: weightOf(joined), itemsTotal }
  const { options } = await deps.shipping(quoteShipping, { body, retry: true })
  const option = options.find(({ optionId }) => optionId === wish.shippingOptionId)
  if (option) return { lines: joined, option }
  throw refuse('no_shipping_option', undefined, { extensions: { options } })
}
