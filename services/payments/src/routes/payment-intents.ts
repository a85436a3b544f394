import { createHash } from 'node:crypto'
import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { readRefundBasis } from '@comptoir/contracts/orders/internal-routes'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import { refundLines } from '@comptoir/contracts/payments/internal-routes'
import {
  capturePayment,
  createRefund,
  listPaymentIntents,
  listPaymentMethods,
  payFurtherIntent,
  readPaymentIntent,
  readRefund,
} from '@comptoir/contracts/payments/routes'
import type { PaymentIntent, RefundOrder } from '@comptoir/contracts/payments/schemas'
import { withIdempotency } from '@comptoir/dapr/leases/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import {
  currentBuyer,
  currentUser,
  isStaff,
  listedOwner,
  type User,
} from '@comptoir/service/auth/auth'
import { etagOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import { requestCapture } from '../payment/held-money.ts'
import { offersFor } from '../payment/offered-methods.ts'
import { currentAttempt } from '../payment/payment.ts'
import { documentIdOf, type Payments } from '../payment/payment-store.ts'
import { paymentAt, statusOf, toPaymentIntent, toRefund } from '../payment/payment-view.ts'
import { attemptOn } from '../payment/several-intents.ts'
import type { LivePayment, Payment } from '../payment/stored-payment.ts'
import { promiseRefund } from '../refunds/promise-refund.ts'
import { needsOrder } from '../refunds/refund-plan.ts'

type IntentDeps = Pick<Deps, 'payments' | 'settlement' | 'keys' | 'orders' | 'clock' | 'log'>

/** What a browser needs before there is an order: it turns the shopper's card into a token at the provider itself. */
export function addPaymentMethodRoutes(
  app: ServiceApp,
  { offer, settings }: Pick<Deps, 'offer' | 'settings'>,
): void {
  app.openapi(listPaymentMethods, (c) =>
    c.json(offersFor(offer, c.req.valid('query'), settings().payments), 200),
  )
}

/** Payments and refunds for those who paid and for staff. */
export function addPaymentIntentRoutes(app: ServiceApp, deps: IntentDeps): void {
  const { payments } = deps

  app.openapi(listPaymentIntents, async (c) => {
    const page = await listPayments(payments, currentBuyer(c), c.req.valid('query'))
    return c.json(page, 200)
  })

  app.openapi(readPaymentIntent, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    const document = await payments.get(documentIdOf(id))
    const payment = visiblePayment(document?.data, id, currentBuyer(c))
    c.header('etag', etagOf(document?.version ?? 0))
    return c.json(toPaymentIntent(payment), 200)
  })

  app.openapi(payFurtherIntent, async (c) => {
    const user = currentBuyer(c)
    const { paymentIntentId: id } = c.req.valid('param')
    const { paymentMethod } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const scope = `payments:attempt:${user.id}:${id}`
    const once = { scope, key, fingerprint: JSON.stringify(paymentMethod), leaseSeconds: 15 }
    const answer = await withIdempotency(deps, once, async () => {
      return { status: 200, body: await payFurther(deps, { id, user, paymentMethod }) }
    })
    if (answer.replayed) c.header('idempotent-replayed', 'true')
    return c.json(answer.body as PaymentIntent, 200)
  })

  app.openapi(createRefund, async (c) => {
    const user = currentUser(c)
    const { paymentIntentId: id } = c.req.valid('param')
    const body = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const scope = `payments:refund:${user.id}:${id}`
    const once = { scope, key, fingerprint: JSON.stringify(body), leaseSeconds: 6 }
    const answer = await withIdempotency(deps, once, async () => {
      const refundId = refundIdFor(id, `${user.id}:${key}`)
      return { status: 201, body: await giveBack(deps, id, { refundId, asked: body }) }
    })
    if (answer.replayed) c.header('idempotent-replayed', 'true')
    return c.json(answer.body as Awaited<ReturnType<typeof giveBack>>, 201)
  })

  app.openapi(capturePayment, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    return c.json(await captureNow(deps, id, currentUser(c)), 200)
  })

  app.openapi(readRefund, async (c) => {
    const { refundId } = c.req.valid('param')
    const id = documentIdOf(refundId)
    const document = await payments.get(id)
    const payment = visiblePayment(document?.data, id, currentBuyer(c))
    return c.json(refundOf(payment, refundId), 200)
  })
}

/** Refunds that another service decides, under an id that it derives. */
export function addRefundRoutes(app: ServiceApp, deps: IntentDeps): void {
  app.openapi(refundLines, async (c) => {
    const { paymentIntentId, refundId } = c.req.valid('param')
    const asked = c.req.valid('json')
    return c.json(await giveBack(deps, paymentIntentId, { refundId, asked }), 200)
  })
}

type Paying = { readonly id: string; readonly user: User; readonly paymentMethod: PaymentMethod }

/** Tries to pay a further payment; the provider's silence leaves it `processing`. */
async function payFurther(deps: IntentDeps, { id, user, paymentMethod }: Paying) {
  const { payments, settlement, clock, log } = deps
  const now = clock().toISOString()
  const started = await payments.update(documentIdOf(id), (payment) => {
    const own = visiblePayment(payment, id, user)
    if (own.purpose === undefined) throw refuse('transition_refused', 'it is paid with its order')
    return attemptOn(livePayment(payment), id, {
      ...{ number: currentAttempt(own) + 1, ...paymentMethod, now },
    })
  })
  const paid = await settlement.advance(started).catch((error: unknown) => {
    log.warn({ err: error, paymentIntentId: id }, 'the provider did not answer an attempt')
    return started
  })
  return toPaymentIntent(visiblePayment(paid.data, id, user))
}

/** Takes all held money of the order; refuses a payment that holds and took none. */
async function captureNow({ payments, settlement, clock }: IntentDeps, id: string, user: User) {
  const now = clock().toISOString()
  const asked = await payments.update(documentIdOf(id), (payment) => {
    const own = visiblePayment(payment, id, user)
    if (own.status !== 'authorised' && own.status !== 'succeeded')
      throw refuse('transition_refused', `the payment is ${statusOf(own)}`)
    return requestCapture(livePayment(payment), now)
  })
  return toPaymentIntent(visiblePayment((await settlement.advance(asked)).data, id, user))
}

/**
 * Takes in what the provider knows, promises the refund in our books, then gives it; the provider's silence leaves it
 * pending. Money that went back by other means is only written down.
 */
async function giveBack(deps: IntentDeps, id: string, { refundId, asked }: Giving) {
  const { payments, settlement, clock, log } = deps
  const now = clock().toISOString()
  const leftPending = (error: unknown) =>
    void log.warn({ err: error, paymentIntentId: id }, 'the provider did not answer a refund')
  await settlement.refreshLedger(id).catch(leftPending)
  const order = await orderOf(deps, id, { refundId, asked })
  const promised = await payments.update(documentIdOf(id), (payment) => {
    const promise = { refundId, intentId: id, order, asked, now }
    return promiseRefund(livePayment(payment), promise)
  })
  const given = await settlement.advance(promised).catch(leftPending)
  return refundOf((given ?? promised).data, refundId)
}

type Giving = { readonly refundId: string; readonly asked: RefundOrder }

/** The order as far as the refund depends on it; not asked for a plain part of the money, nor for a repeat. */
async function orderOf({ payments, orders }: IntentDeps, id: string, { refundId, asked }: Giving) {
  const payment = livePayment((await payments.get(documentIdOf(id)))?.data)
  if (payment.refunds.some((refund) => refund.id === refundId)) return undefined
  if (!needsOrder(payment, asked)) return undefined
  return await orders(readRefundBasis, { params: { orderId: payment.orderId } })
}

type Query = z.output<typeof listPaymentIntents.request.query>
type Page = { items: PaymentIntent[]; nextCursor?: string }

/** A page of payments, newest first: all of them for staff, one's own for anyone else. */
async function listPayments(payments: Payments, user: User, query: Query): Promise<Page> {
  const { orderId, status, limit, cursor } = query
  const owner = listedOwner(user, query.userId)
  const matches = (payment: Payment): payment is LivePayment =>
    payment.status !== 'never_created' &&
    (owner ?? payment.userId) === payment.userId &&
    (status ?? statusOf(payment)) === statusOf(payment)
  if (orderId !== undefined) {
    const document = await payments.get(paymentIntentIdOf(orderId))
    return { items: document && matches(document.data) ? [toPaymentIntent(document.data)] : [] }
  }
  const [index, key] = indexFor(owner, status)
  const page = await payments.list(index, key, { limit, cursor, order: 'desc' })
  const found = page.items.map(({ data }) => data).filter(matches)
  return { ...page, items: found.map(toPaymentIntent) }
}

function indexFor(owner: string | undefined, status: string | undefined): [string, string] {
  if (owner !== undefined) return ['byUser', owner]
  return status === undefined ? ['all', 'all'] : ['byStatus', status]
}

/** Derived from the caller's key: the same request is the same refund, whatever crashed in between. */
function refundIdFor(paymentIntentId: string, key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16)
  return `${paymentIntentId.replace(/^pi_/, 'rf_')}_${digest}`
}

/** Someone else's payment is as good as none. */
function visiblePayment(payment: Payment | undefined, id: string, user: User): LivePayment {
  const live = livePayment(payment)
  const own = paymentAt(live, id)
  if (!own || (live.userId !== user.id && !isStaff(user))) throw refuse('not_found')
  return own
}

function livePayment(payment: Payment | undefined): LivePayment {
  if (!payment || payment.status === 'never_created') throw refuse('not_found')
  return payment
}

function refundOf(payment: Payment, refundId: string) {
  const live = livePayment(payment)
  const refund = live.refunds.find(({ id }) => id === refundId)
  if (!refund) throw refuse('not_found')
  return toRefund(live, refund)
}
