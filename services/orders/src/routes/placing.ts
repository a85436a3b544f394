import { lockCart } from '@comptoir/contracts/carts/internal-routes'
import { payOrder as payRoute, placeOrder } from '@comptoir/contracts/orders/routes'
import type { Order as OrderView } from '@comptoir/contracts/orders/view'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, maybeUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import { firstTokenOf } from '../guests/guest-secrets.ts'
import { openAccess, tokenEnd } from '../guests/guest-session.ts'
import { answerOnce } from '../idempotent-response.ts'
import type { Order } from '../order/order.ts'
import { visibleOrder } from '../order/order-access.ts'
import { toView } from '../order/order-view.ts'
import { changeAndWait, isDecided, preferredWait } from '../order/order-wait.ts'
import { requireOffered } from '../payment-links/offered.ts'
import { payOrder } from '../payment-links/pay-order.ts'
import { type Buyer, buyerOf, placerOf } from '../placing/buyer.ts'
import { type PlacementRequest, place } from '../placing/placement.ts'

/** A request that still runs renews its lease; after a crash the same request runs again this soon. */
const leaseSeconds = 6
/** Longer than a lock takes that works. */
const lockTimeoutMs = 2_000

export function addPlacingRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(placeOrder, async (c) => {
    const body = c.req.valid('json')
    const { 'idempotency-key': key, prefer, 'cart-token': cartToken } = c.req.valid('header')
    const buyer = buyerOf({ user: maybeUser(c), cartToken, address: deps.addressOf(c), body })
    const request = { buyer, idempotencyKey: key, body }
    const scope = `orders:place:${placerOf(buyer)}`
    const once = { scope, key, fingerprint: JSON.stringify(body), leaseSeconds }
    const order = await answerOnce(deps, once, () =>
      placeAndWait(deps, request, preferredWait(prefer)),
    )
    const guest = await guestAccess(deps, buyer, order)
    return c.json({ ...order, guest }, 201, { location: `/api/orders/${order.orderId}` })
  })

  app.openapi(payRoute, async (c) => {
    const user = currentBuyer(c)
    const { orderId } = c.req.valid('param')
    const { paymentMethod } = c.req.valid('json')
    const { 'idempotency-key': key, prefer } = c.req.valid('header')
    await visibleOrder(deps, user, orderId)
    const scope = `orders:pay:${orderId}`
    const once = { scope, key, fingerprint: JSON.stringify(paymentMethod), leaseSeconds }
    const wait = { orderId, seconds: preferredWait(prefer), isDone: isDecided }
    const order = await answerOnce(deps, once, async () => {
      requireOffered(paymentMethod, deps.settings().payments)
      return await changeAndWait(deps, wait, () => payOrder(deps, { orderId, paymentMethod }))
    })
    return c.json(order, 200)
  })
}

/** What opens the order to the guest who placed it: the same at every repeat, never kept. */
async function guestAccess(deps: Deps, buyer: Buyer, { orderId, placedAt }: OrderView) {
  if (buyer.kind === 'user') return undefined
  const orderToken = firstTokenOf(buyer.cartToken, orderId)
  const expiresAt = tokenEnd(placedAt, deps.settings().orders.guestTokenDays)
  return await openAccess(deps, { orderId, orderToken, expiresAt })
}

/** Starting the saga comes after the write: when it fails, the watch repeats it while the order is pending. */
async function placeAndWait(
  deps: Deps,
  request: PlacementRequest,
  seconds: number,
): Promise<OrderView> {
  const placed = await place(deps, request)
  if (placed.data.status !== 'pending') return toView(placed)
  if (seconds === 0) {
    await lockAndStart(deps, placed)
    return toView(placed)
  }
  const wait = { orderId: placed.id, seconds, isDone: isDecided }
  return await changeAndWait(deps, wait, async (watch) => {
    await lockAndStart(deps, placed)
    await watch.firstChange(seconds)
    return placed
  })
}

/**
 * Whoever has the answer can no longer change the cart. The order stands even when the lock fails: its events lock the
 * cart as well, later, and a lock that comes after the end of the order does nothing.
 */
async function lockAndStart({ carts, sagas, log }: Deps, { id, data }: Document<Order>) {
  const { cartId } = data
  const input = { params: { cartId }, body: { orderId: id }, timeoutMs: lockTimeoutMs }
  const locked = carts(lockCart, input).catch((error) =>
    log.warn({ err: error, cartId, orderId: id }, 'the cart is locked by an event, later'),
  )
  await Promise.all([locked, sagas.startOrderSaga(data)])
}
