import { toEmail } from '@comptoir/contracts/email'
import type { Deps } from '../deps.ts'
import { hasFailed, isInSaga, type Order } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { parseOrderNumber } from '../order/order-number.ts'
import { type RequestDeps, requestReturn } from '../returns/request-return.ts'
import { deliveredAtOf, quantityOf, returnableOf } from '../returns/returnable.ts'
import { passCancel } from '../saga/saga-starter.ts'
import { type ConfirmedWithdrawal, decide, type Outcome } from './withdrawal.ts'
import { isInTime } from './withdrawal-period.ts'
import type { Withdrawals } from './withdrawal-store.ts'

export type ApplyDeps = RequestDeps &
  Pick<Deps, 'clock' | 'log'> & { readonly withdrawals: Withdrawals }

/** Finds out what a confirmed withdrawal means for its order, and does it. It may run twice, and again later. */
export async function applyWithdrawal(deps: ApplyDeps, withdrawal: ConfirmedWithdrawal) {
  const outcome = await outcomeOf(deps, withdrawal)
  await deps.withdrawals.update(withdrawal.withdrawalId, (current) => {
    const next = decide(current, outcome)
    return next === current ? undefined : { next }
  })
  if (outcome.kind === 'cancel' || outcome.kind === 'return') return
  deps.log.warn(
    { ...outcome, withdrawalId: withdrawal.withdrawalId },
    'a withdrawal was acknowledged that staff must look at',
  )
}

async function outcomeOf(deps: ApplyDeps, withdrawal: ConfirmedWithdrawal): Promise<Outcome> {
  const order = await orderOf(deps, withdrawal)
  if (!order) return { kind: 'unmatched' }
  const { orderId } = order
  if (hasFailed(order)) return { kind: 'cancel', orderId, isDone: true }
  if (!isInTime(withdrawal.confirmedAt, deliveredAtOf(order))) return { kind: 'late', orderId }
  const isHere = isInSaga(order) || order.status === 'processing'
  const isWhole = withdrawal.lines === undefined
  if (isHere && isWhole && order.cancellation?.status !== 'refused') {
    return await cancel(deps, order, withdrawal)
  }
  return await sendBack(deps, order, withdrawal)
}

/** The order of that number, when the email is that of its customer. */
async function orderOf({ orders }: ApplyDeps, { orderNumber, email }: ConfirmedWithdrawal) {
  const number = parseOrderNumber(orderNumber)
  const [id] = number ? await orders.ids('number', number) : []
  const order = id ? (await orders.get(id))?.data : undefined
  return order && toEmail(order.email) === email ? order : undefined
}

/** Nothing has left yet: the withdrawal is a cancel. */
async function cancel(
  { orders, sagas, clock }: ApplyDeps,
  order: Order,
  { withdrawalId }: ConfirmedWithdrawal,
): Promise<Outcome> {
  const at = clock().toISOString()
  const request = { reason: `withdrawal ${withdrawalId}`, by: 'customer' as const, at }
  const { data } = await orders.change(order.orderId, (now) =>
    isInSaga(now) || now.status === 'processing' ? requestCancel(now, request) : now,
  )
  await passCancel(sagas, data)
  return { kind: 'cancel', orderId: order.orderId }
}

/** The goods come back, without anybody's approval: all that can, or the lines that were named. */
async function sendBack(
  deps: ApplyDeps,
  order: Order,
  withdrawal: ConfirmedWithdrawal,
): Promise<Outcome> {
  const { orderId } = order
  const { withdrawalId, lines: named, confirmedAt: at } = withdrawal
  const known = order.returns?.find(({ key }) => key === withdrawalId)
  if (known) return { kind: 'return', orderId, returnId: known.returnId }
  const asked = named ?? order.lines
  const skus = [...new Set(asked.map(({ sku }) => sku))]
  const lines = skus
    .map((sku) => ({
      sku,
      quantity: Math.min(quantityOf(asked, sku), returnableOf(order, 'withdrawal', sku)),
      reason: 'withdrawal' as const,
    }))
    .filter(({ quantity }) => quantity > 0)
  if (lines.length === 0) return { kind: 'excluded', orderId }
  const request = {
    kind: 'withdrawal' as const,
    lines,
    by: 'customer' as const,
    at,
    key: withdrawalId,
  }
  const { id: returnId } = await requestReturn(deps, orderId, request)
  return { kind: 'return', orderId, returnId }
}
