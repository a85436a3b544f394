import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import { readPayment } from '@comptoir/contracts/payments/internal-routes'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { differenceLines } from '../returns/dearer-exchange.ts'
import { isExchangeOpen, isToPay } from '../returns/return.ts'
import { isTriable, statusOfFurther, tryPayment } from './further-payment.ts'
import type { Linked, PaymentLinkRecord } from './payment-link.ts'

type PayingDeps = Pick<Deps, 'returns' | 'payments' | 'sagas'>

/** The return whose exchange a link pays; none of a link to the order itself. */
async function returnOf({ returns }: Pick<Deps, 'returns'>, { exchange }: PaymentLinkRecord) {
  return exchange && (await returns.get(exchange.returnId))?.data
}

/** Whether a link pays an exchange that is not to be paid any more. */
export async function isOver(
  deps: Pick<Deps, 'returns'>,
  link: PaymentLinkRecord,
): Promise<boolean> {
  const ret = await returnOf(deps, link)
  return link.exchange !== undefined && !(ret && isToPay(ret))
}

/** Tries to pay what an exchange costs more. Its saga then sends the goods. */
export async function payExchange(
  deps: PayingDeps,
  { link, paymentMethod }: { link: PaymentLinkRecord; paymentMethod: PaymentMethod },
): Promise<void> {
  const ret = await returnOf(deps, link)
  const paymentIntentId = ret && isToPay(ret) ? ret.exchange.paymentIntentId : undefined
  if (!ret || !paymentIntentId)
    throw refuse('transition_refused', 'nothing of the exchange is to be paid')
  const params = { paymentIntentId }
  const { attempt = 0 } = await deps.payments(readPayment, { params, query: {} })
  await tryPayment(deps, { paymentIntentId, attempt: attempt + 1, paymentMethod })
  await deps.sagas.signalReturn(ret)
}

/** What whoever has the link to an exchange may see. */
export async function linkedExchange(
  deps: PayingDeps,
  { order, link }: Linked,
): Promise<LinkedPayment> {
  const { orderId, number, status, currency } = order
  const ret = await returnOf(deps, link)
  const nothing = { amount: 0, currency }
  const paymentIntentId = ret && 'exchange' in ret ? ret.exchange?.paymentIntentId : undefined
  const outcome: PaymentOutcome = paymentIntentId
    ? await deps.payments(readPayment, { params: { paymentIntentId }, query: {} })
    : { paymentIntentId: '', status: 'unknown' }
  const { failureCode, actionUrl } = outcome
  const lines = ret && isExchangeOpen(ret) ? differenceLines(order, ret) : []
  return {
    ...{ orderId, number, status, paymentStatus: statusOfFurther(outcome) },
    payable: ret !== undefined && isToPay(ret) && isTriable(outcome),
    ...{ total: link.exchange?.amount ?? nothing, shipping: nothing, expiresAt: link.expiresAt },
    lines: lines.map(({ sku, title, quantity, gross }) => ({ sku, title, quantity, gross })),
    ...(failureCode && { failureCode }),
    ...(actionUrl && { actionUrl }),
  }
}
