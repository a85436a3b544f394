import { createHash } from 'node:crypto'
import { recordRefundTransfer, recordTransfer } from '@comptoir/contracts/payments/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { documentIdOf } from '../payment/payment-store.ts'
import { toPaymentIntent, toRefund } from '../payment/payment-view.ts'
import type { LivePayment, Payment } from '../payment/stored-payment.ts'
import { noteRefund, noteTransfer } from '../transfers/transfer.ts'

/** What staff note of the shop's bank account. */
export function addTransferRoutes(
  app: ServiceApp,
  { payments, settlement, clock }: Pick<Deps, 'payments' | 'settlement' | 'clock'>,
): void {
  app.openapi(recordTransfer, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    const { id: by } = currentUser(c)
    const key = c.req.valid('header')['idempotency-key']
    const notedAt = clock().toISOString()
    const transfer = { ...c.req.valid('json'), id: transferIdOf(by, key), by, notedAt }
    if (id !== documentIdOf(id)) throw refuse('not_found', 'transfers pay the order itself')
    const noted = await payments.update(id, (payment) => noteTransfer(live(payment), transfer))
    const released = await settlement.advance(noted).catch(() => noted)
    return c.json(toPaymentIntent(live(released.data)), 201)
  })

  app.openapi(recordRefundTransfer, async (c) => {
    const { refundId } = c.req.valid('param')
    const { reference, date } = c.req.valid('json')
    const noted = { refundId, reference: `${reference} (${date})`, now: clock().toISOString() }
    const { data } = await payments.update(documentIdOf(refundId), (payment) =>
      noteRefund(live(payment), noted),
    )
    const payment = live(data)
    const refund = payment.refunds.find(({ id }) => id === refundId)
    if (!refund) throw refuse('not_found')
    return c.json(toRefund(payment, refund), 200)
  })
}

function live(payment: Payment): LivePayment {
  if (payment.status === 'never_created') throw refuse('not_found')
  return payment
}

/** Derived from the caller's key: the same request is the same transfer. */
const transferIdOf = (by: string, key: string): string =>
  `trf_${createHash('sha256').update(`${by}\n${key}`).digest('base64url').slice(0, 22)}`
