import { orderIdOf } from '@comptoir/contracts/ids'
import {
  cancelPayment as cancelRoute,
  readPayment,
  retryPayment,
} from '@comptoir/contracts/payments'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../app.ts'
import { cancelPayment, startAttempt } from '../payment.ts'
import { toOutcome } from '../payment-view.ts'

/** What the order saga asks of payments: questions, another attempt, the end. */
export function addPaymentRoutes(app: ServiceApp, { payments, settlement, clock }: Deps): void {
  const now = () => clock().toISOString()

  app.openapi(readPayment, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    const { refresh } = c.req.valid('query')
    const document = await (refresh ? settlement.refresh(id) : payments.get(id))
    return c.json(toOutcome(id, document?.data), 200)
  })

  app.openapi(retryPayment, async (c) => {
    const { paymentIntentId: id, attempt: number } = c.req.valid('param')
    const { token } = c.req.valid('json').paymentMethod
    if (!(await payments.get(id))) return c.json(toOutcome(id, undefined), 200)
    const document = await payments.update(id, (payment) =>
      startAttempt(payment, { number, token, now: now() }),
    )
    return c.json(toOutcome(id, (await settlement.advance(document)).data), 200)
  })

  app.openapi(cancelRoute, async (c) => {
    const { paymentIntentId: id } = c.req.valid('param')
    const ending = { id, orderId: orderIdOf(id), now: now(), ...c.req.valid('json') }
    const document = await payments.upsert(id, (payment) => cancelPayment(payment, ending))
    return c.json(toOutcome(id, (await settlement.advance(document)).data), 200)
  })
}
