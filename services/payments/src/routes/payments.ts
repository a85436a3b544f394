import { furtherIntentIdOf, orderIdOf } from '@comptoir/contracts/ids'
import {
  cancelPayment as cancelRoute,
  readPayment,
  refundEdit,
  refundReturn,
  requestFurtherPayment,
  retryPayment,
} from '@comptoir/contracts/payments/internal-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { lowerHeld } from '../payment/held-money.ts'
import { documentIdOf, updateLive } from '../payment/payment-store.ts'
import { toOutcome } from '../payment/payment-view.ts'
import {
  attemptOn,
  cancelFurtherIntent,
  cancelPayment,
  openFurtherIntent,
} from '../payment/several-intents.ts'
import type { Payment } from '../payment/stored-payment.ts'
import { promiseReturn, type Returned, refundOfReturn } from '../refunds/promise-return.ts'
import { refundableOf } from '../refunds/refund.ts'
import { addSplitRefund, partsOf } from '../refunds/refund-split.ts'

type PaymentDeps = Pick<Deps, 'payments' | 'settlement' | 'clock' | 'captureAt'>

/** What the order saga asks of payments: questions, another attempt, the end. */
export function addPaymentRoutes(app: ServiceApp, deps: PaymentDeps): void {
  const { payments, settlement, clock, captureAt } = deps
  const now = () => clock().toISOString()

  app.openapi(readPayment, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    const { refresh } = c.req.valid('query')
    const document = await (refresh ? settlement.refresh(id) : payments.get(documentIdOf(id)))
    return c.json(toOutcome(id, document), 200)
  })

  app.openapi(requestFurtherPayment, async (c) => {
    const { paymentIntentId: first, purpose } = c.req.valid('param')
    const { amount: money, paymentMethod, takeNow } = c.req.valid('json')
    const id = furtherIntentIdOf(orderIdOf(first), purpose)
    const holding = takeNow ? {} : { captureAt }
    if (!(await payments.get(first))) return c.json(toOutcome(id, undefined), 200)
    const document = await payments.update(first, (payment) =>
      openFurtherIntent(payment, { id, purpose, money, paymentMethod, ...holding, now: now() }),
    )
    return c.json(toOutcome(id, await settlement.advance(document)), 200)
  })

  app.openapi(retryPayment, async (c) => {
    const { paymentIntentId: id, attempt: number } = c.req.valid('param')
    const { paymentMethod } = c.req.valid('json')
    const key = documentIdOf(id)
    if (!(await payments.get(key))) return c.json(toOutcome(id, undefined), 200)
    const document = await updateLive(payments, key, (payment) =>
      attemptOn(payment, id, { number, ...paymentMethod, now: now() }),
    )
    return c.json(toOutcome(id, await settlement.advance(document)), 200)
  })

  app.openapi(cancelRoute, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    const ending = { id, now: now(), ...c.req.valid('json') }
    const key = documentIdOf(id)
    const isUnknown = id !== key && !(await payments.get(key))
    const document = isUnknown ? undefined : await endPayment(deps, ending)
    return c.json(toOutcome(id, document), 200)
  })
}

/** What goes back of an order that goes on: for an edit, for goods that were returned. */
export function addGivingBackRoutes(app: ServiceApp, deps: PaymentDeps): void {
  const { payments, settlement, clock } = deps
  const now = () => clock().toISOString()

  app.openapi(refundEdit, async (c) => {
    const { paymentIntentId: id, refundId } = c.req.valid('param')
    const { amount, reason } = c.req.valid('json')
    await settlement.refreshLedger(id)
    const document = await updateLive(payments, id, (payment) => {
      const at = now()
      const { next, lowered } = lowerHeld(payment, { id: refundId, amount: amount.amount, now: at })
      const most = Math.min(amount.amount - lowered, refundableOf(next))
      const isMade = most === 0 || partsOf(payment, refundId).length > 0
      if (isMade) return next === payment ? undefined : { next }
      const request = { id: refundId, amount: most, reason, origin: 'staff' as const, now: at }
      return { next: addSplitRefund(next, request) }
    })
    return c.json(toOutcome(id, await settlement.advance(document)), 200)
  })

  app.openapi(refundReturn, async (c) => {
    const { paymentIntentId, refundId } = c.req.valid('param')
    const goods = c.req.valid('json')
    const given = { refundId, now: now(), ...goods }
    const document = await giveBackReturned(deps, paymentIntentId, given)
    const payment = toOutcome(paymentIntentId, document)
    const refund = document && refundOfReturn(document.data, refundId)
    return c.json({ payment, ...(refund && { refund }) }, 200)
  })
}

/** Takes in what the provider knows first; what it leaves unanswered stays pending and is asked again in the background. */
async function giveBackReturned(deps: PaymentDeps, id: string, returned: Returned) {
  const { payments, settlement } = deps
  if (!(await settlement.refreshLedger(id))) return undefined
  const promised = await payments.update(documentIdOf(id), (payment) =>
    promiseReturn(payment, returned),
  )
  return await settlement.advance(promised)
}

const endTries = 3
type Ending = Parameters<typeof cancelPayment>[1]

/**
 * Gives back what is left after all that the provider knows; a refund that it refuses because money went back there
 * meanwhile is followed by one over the rest.
 */
async function endPayment(
  deps: PaymentDeps,
  ending: Ending,
  tries = endTries,
): Promise<Document<Payment>> {
  const { payments, settlement } = deps
  const known = await settlement.refreshLedger(ending.id)
  const key = documentIdOf(ending.id)
  const document = await payments.upsert(key, (payment) =>
    payment && key !== ending.id
      ? cancelFurtherIntent(payment, ending)
      : cancelPayment(payment, { ...ending, id: key }),
  )
  const ended = await settlement.advance(document)
  const isNew = document.version !== known?.version
  return isNew && wasRefused(ended.data) && tries > 1 ? endPayment(deps, ending, tries - 1) : ended
}

function wasRefused(payment: Payment): boolean {
  const last = payment.status === 'never_created' ? undefined : payment.refunds.at(-1)
  return last?.status === 'failed' && last.providerRef === undefined
}
