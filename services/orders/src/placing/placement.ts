import { readCart } from '@comptoir/contracts/carts/internal-routes'
import type { PlaceOrder } from '@comptoir/contracts/orders/view'
import type { Document } from '@comptoir/dapr/documents/documents'
import { currentTrace } from '@comptoir/service/observability/trace'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { firstTokenOf, hashOf } from '../guests/guest-secrets.ts'
import { tokenEnd } from '../guests/guest-session.ts'
import { hasFailed, type Order, startOrder } from '../order/order.ts'
import { promisesOf } from '../order/promises.ts'
import { requireOffered } from '../payment-links/offered.ts'
import {
  type Buyer,
  customerOf,
  isOrderOf,
  ownerOf,
  placementKeyOf,
  requireWelcome,
} from './buyer.ts'
import { priceSale } from './price-sale.ts'
import { checkCart, checkTotal } from './pricing.ts'
import type { Sale } from './sale.ts'

export type PlacementRequest = {
  readonly buyer: Buyer
  readonly idempotencyKey: string
  readonly body: PlaceOrder
}

/** A repeat gets its order, whatever the load and the settings since; a new order needs capacity. */
export async function place(deps: Deps, request: PlacementRequest): Promise<Document<Order>> {
  const { body, buyer, idempotencyKey } = request
  const placementKey = placementKeyOf(buyer, idempotencyKey)
  const earlier = await orderOfCart(deps, body.cartId)
  const isRepeat = earlier?.data.placementKey === placementKey
  if (earlier && (isRepeat || !hasFailed(earlier.data)))
    return sameOrRefuse(earlier, { placementKey, buyer })
  const { orders: terms, payments } = deps.settings()
  requireWelcome(buyer, terms)
  requireOffered(body.paymentMethod, payments)
  if (buyer.kind === 'guest') await deps.guestLimits.ordering(buyer)
  const hadFailedOrder = earlier !== undefined
  return await deps.admission.admit(() =>
    placeNew(deps, { ...request, placementKey, hadFailedOrder }),
  )
}

type NewPlacement = PlacementRequest & {
  readonly placementKey: string
  readonly hadFailedOrder: boolean
}

/** Checks everything with the other services, then stores the order as pending. */
async function placeNew(deps: Deps, placement: NewPlacement): Promise<Document<Order>> {
  const { body, buyer, placementKey, hadFailedOrder } = placement
  const { cart, customer, rules, number, buyerVat } = await readAll(deps, placement)
  const userId = buyer.kind === 'user' ? buyer.user.id : undefined
  checkCart(cart, { userId, hadFailedOrder })
  const now = deps.clock()
  const placedAt = now.toISOString()
  const sale = saleOf(body, { cart, customer, buyerVat })
  const { content } = await priceSale(deps, sale, rules, now)
  checkTotal(body.expectedTotal, content.totals)

  const { cartId, locale, shippingAddress, billingAddress = shippingAddress, paymentMethod } = body
  const orderId = await claimCart(deps, { cartId, orderId: deps.newOrderId() })
  const order = startOrder({
    snapshot: {
      ...{ orderId, number, cartId, userId: ownerOf(buyer, orderId), email: customer.email },
      ...{ locale, currency: cart.currency },
      ...{ ...content, placedAt, billingAddress, shippingAddress, paymentMethod },
    },
    placementKey,
    guest: accessOf(deps, { buyer, orderId, placedAt }),
    ...(body.acceptTerms && { termsAcceptedAt: placedAt }),
    traceparent: currentTrace()?.traceparent,
    promised: promisesOf(deps.settings()),
  })
  const changedAt = deps.clock().toISOString()
  const { created, document } = await deps.orders.create(orderId, { ...order, changedAt })
  return created ? document : sameOrRefuse(document, { placementKey, buyer })
}

/** The sale of a cart, as its order is placed. */
function saleOf(body: PlaceOrder, read: Pick<Read, 'cart' | 'customer' | 'buyerVat'>): Sale {
  const { cart, customer, buyerVat } = read
  const { shippingAddress, shippingOptionId, pickupPointId, paymentMethod, expectedTotal } = body
  const { lines, currency, codes = [] } = cart
  return {
    ...{ lines, currency, codes, customer, buyerVat, shippingAddress, shippingOptionId },
    pickupPointId,
    provider: paymentMethod.provider,
    ignoresRejectedCodes: expectedTotal !== undefined,
  }
}

type Placed = { readonly buyer: Buyer; readonly orderId: string; readonly placedAt: string }

/** What opens the order of a guest from its start on. */
function accessOf({ settings }: Deps, { buyer, orderId, placedAt }: Placed): Order['guest'] {
  if (buyer.kind === 'user') return undefined
  const { guestTokenDays } = settings().orders
  const hash = hashOf(firstTokenOf(buyer.cartToken, orderId))
  return { tokens: [{ hash, expiresAt: tokenEnd(placedAt, guestTokenDays) }], links: [] }
}

async function orderOfCart({ claims, orders }: Deps, cartId: string) {
  const claim = await claims.get(cartId)
  return claim && (await orders.get(claim.data.orderId))
}

/**
 * Claims a cart for an order and answers the id under which that order is to be created. It is another one when
 * the cart has an order already, or a claim whose order a crash prevented: the next request creates that one,
 * and creation decides who was first. A failed order frees its cart.
 */
async function claimCart(
  { claims, orders }: Deps,
  { cartId, orderId }: { cartId: string; orderId: string },
): Promise<string> {
  const { created, document } = await claims.create(cartId, { orderId })
  if (created) return orderId
  const holder = document.data.orderId
  const order = await orders.get(holder)
  if (!order || !hasFailed(order.data)) return holder
  const renewed = await claims.update(cartId, (claim) =>
    claim.orderId === holder ? { next: { orderId } } : undefined,
  )
  return renewed.data.orderId
}

type Placer = { readonly placementKey: string; readonly buyer: Buyer }

/** A repeat of the placement gets its order again. Its buyer learns of the order, others that the cart is not theirs. */
function sameOrRefuse(order: Document<Order>, { placementKey, buyer }: Placer): Document<Order> {
  if (order.data.placementKey === placementKey) return order
  if (!isOrderOf(buyer, order.data)) throw notTheirs()
  throw refuse('conflict', 'the cart has been ordered', { extensions: { orderId: order.id } })
}

type Read = Awaited<ReturnType<typeof readAll>>

async function readAll(deps: Deps, { buyer, body }: PlacementRequest) {
  const { cartToken } = buyer
  const token = buyer.kind === 'user' ? { token: buyer.user.token } : {}
  const headers: Record<string, string> = cartToken ? { 'cart-token': cartToken } : {}
  const params = { cartId: body.cartId }
  const [cart, customer, rules, number, buyerVat] = await Promise.all([
    deps.carts(readCart, { params, ...token, headers }).catch(noCart),
    customerOf(deps, buyer),
    deps.taxRates.read(),
    unusedNumber(deps),
    body.vatId ? deps.taxRates.checkBuyerVat(body.vatId) : undefined,
  ])
  return { cart, customer, rules, number, buyerVat }
}

function noCart(error: unknown): never {
  throw isRefusal(error, 'not_found') ? notTheirs() : error
}

const notTheirs = () => refuse('cart_not_orderable', 'there is no such cart of yours')

export async function unusedNumber({
  orders,
  newOrderNumber,
}: Pick<Deps, 'orders' | 'newOrderNumber'>): Promise<string> {
  for (;;) {
    const number = newOrderNumber()
    if ((await orders.count('number', number)) === 0) return number
  }
}
