import { lockCart } from '@comptoir/contracts/carts/internal-routes'
import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { payOrder, placeOrder } from '@comptoir/contracts/orders/routes'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { Order as OrderView } from '@comptoir/contracts/orders/view'
import { retryPayment } from '@comptoir/contracts/payments/internal-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../app.ts'
import { answerOnce } from '../kept-answers.ts'
import type { Order } from '../order/order.ts'
import { visibleOrder } from '../order/order-access.ts'
import { isPaid } from '../order/order-money.ts'
import { recordOutcome, startAttempt } from '../order/order-payment.ts'
import { toView } from '../order/order-view.ts'
import { isDecided, preferredWait, watchOrder } from '../order/order-wait.ts'
import { type PlacementRequest, place } from '../placing/placement.ts'

/** A run that goes on renews it; after a crash the same request is taken up again this soon. */
const leaseSeconds = 6
/** Longer than a lock takes that works: an order does not wait for more. */
const lockTimeoutMs = 2_000

export function addPlacingRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(placeOrder, async (c) => {
    const user = currentUser(c)
    const wish = c.req.valid('json')
    const { 'idempotency-key': key, prefer, 'cart-token': cartToken } = c.req.valid('header')
    const request = { user, idempotencyKey: key, cartToken, wish }
    const scope = `orders:place:${user.id}`
    const fingerprint = JSON.stringify(wish)
    const once = { scope, key, fingerprint, leaseSeconds }
    const body = await answerOnce(deps, once, () =>
      placeAndWait(deps, request, preferredWait(prefer)),
    )
    return c.json(body, 201, { location: `/api/orders/${body.orderId}` })
  })

  app.openapi(payOrder, async (c) => {
    const user = currentUser(c)
    const { orderId } = c.req.valid('param')
    const { paymentMethod } = c.req.valid('json')
    const { 'idempotency-key': key, prefer } = c.req.valid('header')
    await visibleOrder(deps, user, orderId)
    const scope = `orders:pay:${orderId}`
    const fingerprint = JSON.stringify(paymentMethod)
    const once = { scope, key, fingerprint, leaseSeconds }
    const body = await answerOnce(deps, once, () =>
      payAndWait(deps, { orderId, paymentMethod }, preferredWait(prefer)),
    )
    return c.json(body, 200)
  })
}

/** Scheduling the saga comes after the write: when it fails, the watch repeats it while the order is pending. */
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
  const watch = await watchOrder(deps, placed.id)
  try {
    await lockAndStart(deps, placed)
    await watch.heard(seconds)
    return toView((await watch.until(isDecided, seconds)) ?? placed)
  } finally {
    watch.stop()
  }
}

/**
 * Whoever has the answer can no longer change the cart. The order stands whether the lock comes through or not: its
 * events lock the cart as well, later, and a lock that comes after the end of the order does nothing.
 */
async function lockAndStart({ carts, sagas, log }: Deps, { id, data }: Document<Order>) {
  const { cartId } = data
  const input = { params: { cartId }, body: { orderId: id }, timeoutMs: lockTimeoutMs }
  const locked = carts(lockCart, input).catch((error) =>
    log.warn({ err: error, cartId, orderId: id }, 'the cart is locked by an event, later'),
  )
  await Promise.all([locked, sagas.startOrderSaga(data)])
}

type Attempt = { readonly orderId: string; readonly paymentMethod: PaymentMethod }

async function payAndWait(deps: Deps, { orderId, paymentMethod }: Attempt, seconds: number) {
  const watch = await watchOrder(deps, orderId)
  try {
    const at = deps.clock().toISOString()
    const { data } = await deps.orders.change(orderId, (order) =>
      startAttempt(order, paymentMethod, at),
    )
    const { attempt } = data.payment
    const outcome = await deps.payments(retryPayment, {
      params: { paymentIntentId: paymentIntentIdOf(orderId), attempt },
      body: { paymentMethod },
    })
    const tried = await deps.orders.change(orderId, (order) => recordOutcome(order, outcome, at))
    if (isPaid(tried.data)) await deps.sagas.signal(orderId, 'payment')
    return toView((await watch.until(isDecided, seconds)) ?? tried)
  } finally {
    watch.stop()
  }
}
