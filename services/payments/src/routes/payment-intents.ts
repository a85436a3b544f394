import { createHash } from 'node:crypto'
import { orderIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import { readRefundBasis } from '@comptoir/contracts/orders/internal-routes'
import {
  createRefund,
  listPaymentIntents,
  readPaymentIntent,
  readRefund,
} from '@comptoir/contracts/payments/routes'
import type { RefundOrder } from '@comptoir/contracts/payments/schemas'
import { withIdempotency } from '@comptoir/dapr/leases/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, isStaff, type User } from '@comptoir/service/auth/auth'
import { etagOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { refundEvents } from '../payment/money-events.ts'
import type { Change, LivePayment, Payment } from '../payment/payment.ts'
import { toPaymentIntent, toRefund } from '../payment/payment-view.ts'
import { addRefund, settleRefund } from '../refunds/refund.ts'
import { needsOrder, planRefund } from '../refunds/refund-plan.ts'
import { listPayments } from './payment-list.ts'

type IntentDeps = Pick<Deps, 'payments' | 'settlement' | 'keys' | 'orders' | 'clock' | 'log'>

/** Payments and refunds for those who paid and for staff. */
export function addPaymentIntentRoutes(app: ServiceApp, deps: IntentDeps): void {
  const { payments } = deps

  app.openapi(listPaymentIntents, async (c) => {
    const page = await listPayments(payments, currentUser(c), c.req.valid('query'))
    return c.json(page, 200)
  })

  app.openapi(readPaymentIntent, async (c) => {
    const document = await payments.get(c.req.valid('param').paymentIntentId)
    const payment = visiblePayment(document?.data, currentUser(c))
    c.header('etag', etagOf(document?.version ?? 0))
    return c.json(toPaymentIntent(payment), 200)
  })

  app.openapi(createRefund, async (c) => {
    const user = currentUser(c)
    const { paymentIntentId: id } = c.req.valid('param')
    const body = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const once = {
      scope: `payments:refund:${user.id}:${id}`,
      key,
      fingerprint: JSON.stringify(body),
      leaseSeconds: 6,
    }
    const answer = await withIdempotency(deps, once, async () => {
      const refundId = refundIdFor(id, `${user.id}:${key}`)
      return { status: 201, body: await giveBack(deps, id, { refundId, asked: body }) }
    })
    if (answer.replayed) c.header('idempotent-replayed', 'true')
    return c.json(answer.body as Awaited<ReturnType<typeof giveBack>>, 201)
  })

  app.openapi(readRefund, async (c) => {
    const { refundId } = c.req.valid('param')
    const document = await payments.get(paymentIntentIdOf(orderIdOf(refundId)))
    const payment = visiblePayment(document?.data, currentUser(c))
    return c.json(refundOf(payment, refundId), 200)
  })
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
  const promised = await payments.update(id, (payment) => {
    const known = livePayment(payment)
    if (known.refunds.some((refund) => refund.id === refundId)) return undefined
    const plan = planRefund(known, order, asked)
    const { reason, outside } = asked
    if (!outside) {
      return { next: addRefund(known, { ...plan, id: refundId, reason, now, origin: 'staff' }) }
    }
    const { reference } = outside
    const request = { ...plan, id: refundId, reason, now, reference, origin: 'outside' } as const
    return recordRefund(addRefund(known, request), refundId, now)
  })
  const given = await settlement.advance(promised).catch(leftPending)
  return refundOf((given ?? promised).data, refundId)
}

type Giving = { readonly refundId: string; readonly asked: RefundOrder }

/** The order as far as the refund depends on it; not asked for a plain part of the money, nor for a repeat. */
async function orderOf({ payments, orders }: IntentDeps, id: string, { refundId, asked }: Giving) {
  const payment = livePayment((await payments.get(id))?.data)
  if (payment.refunds.some((refund) => refund.id === refundId)) return undefined
  if (!needsOrder(payment, asked)) return undefined
  return await orders(readRefundBasis, { params: { orderId: payment.orderId } })
}

function recordRefund(payment: LivePayment, id: string, now: string): Change {
  const change = settleRefund(payment, id, { status: 'succeeded' }, now)
  return change && { next: change.next, events: refundEvents(change.next, change.settled) }
}

/** Derived from the caller's key: the same request is the same refund, whatever crashed in between. */
function refundIdFor(paymentIntentId: string, key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16)
  return `${paymentIntentId.replace(/^pi_/, 'rf_')}_${digest}`
}

/** Someone else's payment is as good as none. */
function visiblePayment(payment: Payment | undefined, user: User): LivePayment {
  const live = livePayment(payment)
  if (live.userId !== user.id && !isStaff(user)) throw refuse('not_found')
  return live
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
