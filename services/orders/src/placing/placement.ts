import { createHash } from 'node:crypto'
import { readAccountSummary } from '@comptoir/contracts/accounts/internal-routes'
import { readCart } from '@comptoir/contracts/carts/internal-routes'
import { lookupVariants, type PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import type { PlaceOrder } from '@comptoir/contracts/orders/view'
import { quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import { buyerCountryOf } from '@comptoir/dapr/sidecar/vat-ids'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { User } from '@comptoir/service/auth/auth'
import { currentTrace } from '@comptoir/service/observability/trace'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { hasFailed, type Order, startOrder } from '../order/order.ts'
import { discountsFor } from './discounts.ts'
import {
  checkCart,
  checkStock,
  checkTaxes,
  checkTotal,
  type JoinedLine,
  joinVariants,
  price,
  requireTax,
  taxOf,
  totalOf,
  weightOf,
} from './pricing.ts'

export type PlacementRequest = {
  readonly user: User
  readonly idempotencyKey: string
  readonly cartToken: string | undefined
  readonly body: PlaceOrder
}

/** A repeat gets its order, whatever the load; a new order needs capacity. */
export async function place(deps: Deps, request: PlacementRequest): Promise<Document<Order>> {
  const { body, user, idempotencyKey } = request
  const placementKey = createHash('sha256')
    .update(`${user.id}\n${idempotencyKey}`)
    .digest('base64url')
  const earlier = await orderOfCart(deps, body.cartId)
  const isRepeat = earlier?.data.placementKey === placementKey
  if (earlier && (isRepeat || !hasFailed(earlier.data)))
    return sameOrRefuse(earlier, { placementKey, user })
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
  const { body, user, placementKey, hadFailedOrder } = placement
  const { cart, account, rules, number, buyerVat } = await readAll(deps, placement)
  checkCart(cart, { userId: user.id, hadFailedOrder })
  const now = deps.clock()
  const placedAt = now.toISOString()
  const tax = requireTax(rules, {
    ...{ destination: body.shippingAddress, day: parisDayOf(now) },
    buyerVatCountry: buyerCountryOf(buyerVat),
  })
  const { currency } = cart
  const check = (joined: readonly JoinedLine[]) => checkTaxes(joined, tax)
  const customer = { status: account.customerStatus, tags: account.tags }
  const asked = { body, lines: cart.lines, currency, customer, check }
  const { lines, option } = await offerFor(deps, asked)
  const discounts = await discountsFor(deps, { cart, account, body, lines, option })
  const priced = price({ lines, option, currency, tax, discounts })
  checkTotal(body.expectedTotal, priced.totals)

  const { cartId, locale, shippingAddress, billingAddress = shippingAddress, paymentMethod } = body
  const orderId = await claimCart(deps, { cartId, orderId: deps.newOrderId() })
  const order = startOrder({
    snapshot: {
      ...{ orderId, number, cartId, userId: user.id, email: account.email, locale, currency },
      ...{ ...priced, placedAt, billingAddress, shippingAddress, paymentMethod },
      tax: taxOf(tax, lines, buyerVat),
    },
    placementKey,
    ...(body.acceptTerms && { termsAcceptedAt: placedAt }),
    traceparent: currentTrace()?.traceparent,
  })
  const { created, document } = await deps.orders.create(orderId, order)
  return created ? document : sameOrRefuse(document, { placementKey, user })
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

type Placer = { readonly placementKey: string; readonly user: User }

/** A repeat of the placement gets its order again. Its buyer learns of the order, others that the cart is not theirs. */
function sameOrRefuse(order: Document<Order>, { placementKey, user }: Placer): Document<Order> {
  if (order.data.placementKey === placementKey) return order
  if (order.data.userId !== user.id) throw notTheirs()
  throw refuse('conflict', 'the cart has been ordered', { extensions: { orderId: order.id } })
}

async function readAll(deps: Deps, { user, body, cartToken }: PlacementRequest) {
  const headers: Record<string, string> = cartToken ? { 'cart-token': cartToken } : {}
  const params = { cartId: body.cartId }
  const [cart, account, rules, number, buyerVat] = await Promise.all([
    deps.carts(readCart, { params, token: user.token, headers }).catch(noCart),
    deps.accounts(readAccountSummary, { params: { userId: user.id } }).catch(noAccount),
    deps.taxRates.read(),
    unusedNumber(deps),
    body.vatId ? deps.taxRates.checkBuyerVat(body.vatId) : undefined,
  ])
  if (account.status !== 'active') throw refuse('account_suspended')
  return { cart, account, rules, number, buyerVat }
}

function noCart(error: unknown): never {
  throw isRefusal(error, 'not_found') ? notTheirs() : error
}

const notTheirs = () => refuse('cart_not_orderable', 'there is no such cart of yours')

function noAccount(error: unknown): never {
  throw isRefusal(error, 'not_found') ? refuse('account_suspended', 'the account is gone') : error
}

async function unusedNumber({ orders, newOrderNumber }: Deps): Promise<string> {
  for (;;) {
    const number = newOrderNumber()
    if ((await orders.count('number', number)) === 0) return number
  }
}

type ToOffer = {
  readonly body: PlaceOrder
  readonly lines: readonly { sku: string; quantity: number }[]
  readonly currency: string
  readonly customer: PriceCustomer
  readonly check: (lines: readonly JoinedLine[]) => void
}

/** The lines at today's prices, in stock, and the shipping option for them. */
async function offerFor(deps: Deps, asked: ToOffer) {
  const { body, lines, currency, customer, check } = asked
  const skus = lines.map(({ sku }) => sku)
  const quantities = Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]))
  const [{ variants }, { items }] = await Promise.all([
    deps.catalog(lookupVariants, { body: { skus, quantities, customer, currency }, retry: true }),
    deps.inventory(checkAvailability, { body: { skus }, retry: true }),
  ])
  const joined = joinVariants(lines, variants)
  check(joined)
  checkStock(lines, items)
  const { countryCode, postalCode } = body.shippingAddress
  const itemsTotal = { amount: totalOf(joined), currency }
  const quoted = { countryCode, postalCode, weightGrams: weightOf(joined), itemsTotal }
  const { options } = await deps.shipping(quoteShipping, { body: quoted, retry: true })
  const option = options.find(({ optionId }) => optionId === body.shippingOptionId)
  if (option) return { lines: joined, option }
  throw refuse('no_shipping_option', undefined, { extensions: { options } })
}
