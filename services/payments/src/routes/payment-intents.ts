import { createHash } from 'node:crypto'
import { orderIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import {
  createRefund,
  listPaymentIntents,
  readPaymentIntent,
  readRefund,
} from '@comptoir/contracts/payment-api'
import { withIdempotency } from '@comptoir/dapr/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, isStaff, requireRole, type User } from '@comptoir/service/auth'
import { etagOf } from '@comptoir/service/etag'
import { refuse } from '@comptoir/service/refusal'
import type { Deps } from '../app.ts'
import type { LivePayment, Payment } from '../payment.ts'
import { toPaymentIntent, toRefund } from '../payment-view.ts'
import { addRefund } from '../refund.ts'
import { listPayments } from './payment-list.ts'

/** Payments and refunds for those who paid and for staff. */
export function addPaymentIntentRoutes(app: ServiceApp, deps: Deps): void {
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
    const user = requireRole(c, 'staff', 'admin')
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
      return { status: 201, body: await giveBack(deps, id, { id: refundId, ...body }) }
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

/** Promises the refund in our books first, then gives it; the provider's silence leaves it pending. */
async function giveBack(
  { payments, settlement, clock, log }: Deps,
  id: string,
  request: { id: string; amount?: number | undefined; reason: string },
) {
  const now = clock().toISOString()
  const promised = await payments.update(id, (payment) => {
    if (payment.status === 'never_created') throw refuse('not_found')
    const next = addRefund(payment, { ...request, now })
    return next === payment ? undefined : { next }
  })
  const given = await settlement.advance(promised).catch((error: unknown) => {
    log.warn({ err: error, paymentIntentId: id }, 'refund left pending')
    return promised
  })
  return refundOf(given.data, request.id)
}

/** Derived from the caller's key: the same request is the same refund, whatever crashed in between. */
function refundIdFor(paymentIntentId: string, key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16)
  return `${paymentIntentId.replace(/^pi_/, 'rf_')}_${digest}`
}

/** Someone else's payment is as good as none. */
function visiblePayment(payment: Payment | undefined, user: User): LivePayment {
  if (!payment || payment.status === 'never_created') throw refuse('not_found')
  if (payment.userId !== user.id && !isStaff(user)) throw refuse('not_found')
  return payment
}

function refundOf(payment: Payment, refundId: string) {
  if (payment.status === 'never_created') throw refuse('not_found')
  const refund = payment.refunds.find(({ id }) => id === refundId)
  if (!refund) throw refuse('not_found')
  return toRefund(payment, refund)
}
