import { toEmail } from '@comptoir/contracts/email'
import { parseOrderNumber } from '@comptoir/contracts/orders/numbering/order-number'
import type { Deps } from '../deps.ts'
import { hasFailed, isInSaga, note, type Order } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { type RequestDeps, requestReturn } from '../returns/request-return.ts'
import { deliveredAtOf, quantityOf, returnableOf, undecidedOf } from '../returns/returnable.ts'
import { exclusionOf } from '../returns/withdrawal-exclusions.ts'
import { passCancel } from '../saga/saga-starter.ts'
import { type ConfirmedWithdrawal, decide, type Outcome } from './withdrawal.ts'
import { isInTime } from './withdrawal-period.ts'
import type { Withdrawals } from './withdrawal-store.ts'

export type ApplyDeps = RequestDeps &
  Pick<Deps, 'clock' | 'log'> & { readonly withdrawals: Withdrawals }

/** Finds out what a confirmed withdrawal means for its order, and does it. It may run twice, and again later. */
export async function applyWithdrawal(deps: ApplyDeps, withdrawal: ConfirmedWithdrawal) {
  const outcome = await outcomeOf(deps, withdrawal)
  if (!outcome) return
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

/**
 * Nothing while only some lines of an order that has not left are withdrawn from: they come back once they have left, unless
 * the order fails before. A return of goods that are here would have nothing to receive and, unpaid, nothing to give back. Nor while
 * all of it is on its way back by a return: what that return leaves is withdrawn from then.
 */
async function outcomeOf(
  deps: ApplyDeps,
  withdrawal: ConfirmedWithdrawal,
): Promise<Outcome | undefined> {
  const order = await orderOf(deps, withdrawal)
  if (!order) return { kind: 'unmatched' }
  const { orderId } = order
  if (hasFailed(order)) return { kind: 'cancel', orderId, isDone: true }
  if (!isInTime(withdrawal.confirmedAt, deliveredAtOf(order))) return { kind: 'late', orderId }
  const isHere = isInSaga(order) || order.status === 'processing'
  const isWhole = withdrawal.lines === undefined
  if (isHere && !isWhole) return undefined
  if (isHere && isWhole && order.cancellation?.status !== 'refused') {
    return await cancel(deps, order, withdrawal)
  }
  return await sendBack(deps, order, withdrawal)
}

/** The order that staff said it means, or that of its number when the email is that of its customer. */
async function orderOf({ orders }: ApplyDeps, withdrawal: ConfirmedWithdrawal) {
  const { orderNumber, email, attached } = withdrawal
  if (attached) return (await orders.get(attached.orderId))?.data
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
): Promise<Outcome | undefined> {
  const { orderId } = order
  const { withdrawalId, lines: named, confirmedAt: at } = withdrawal
  const known = order.returns?.find(({ key }) => key === withdrawalId)
  if (known) return { kind: 'return', orderId, returnId: known.returnId }
  const exclusions = excludedIn(order, named ?? order.lines)
  const asked = (named ?? order.lines).filter(
    ({ sku }) => !exclusions.some((excluded) => excluded.sku === sku),
  )
  const skus = [...new Set(asked.map(({ sku }) => sku))]
  const lines = skus
    .map((sku) => ({
      sku,
      quantity: Math.min(quantityOf(asked, sku), returnableOf(order, 'withdrawal', sku)),
      reason: 'withdrawal' as const,
    }))
    .filter(({ quantity }) => quantity > 0)
  const why = exclusions.length > 0 && { exclusions }
  if (exclusions.length > 0) await tellExclusions(deps, order, { withdrawalId, exclusions, at })
  if (lines.length === 0 && skus.some((sku) => undecidedOf(order, sku) > 0)) return undefined
  if (lines.length === 0) return { kind: 'excluded', orderId, ...why }
  const request = {
    kind: 'withdrawal' as const,
    lines,
    by: 'customer' as const,
    at,
    key: withdrawalId,
  }
  const { id: returnId } = await requestReturn(deps, orderId, request)
  return { kind: 'return', orderId, returnId, ...why }
}

/** The goods among them that the law lets nobody withdraw from. */
function excludedIn({ lines }: Order, asked: readonly { readonly sku: string }[]) {
  const skus = [...new Set(asked.map(({ sku }) => sku))]
  return skus.flatMap((sku) => {
    const line = lines.find((one) => one.sku === sku)
    const exclusion = line && exclusionOf(line, 'withdrawal')
    return exclusion ? [{ sku, exclusion }] : []
  })
}

type Excluded = {
  readonly withdrawalId: string
  readonly exclusions: ReturnType<typeof excludedIn>
  readonly at: string
}

/** Whose order it is reads in its history why goods of it cannot be withdrawn from: the answer must not tell that there is an order. */
async function tellExclusions({ orders }: ApplyDeps, order: Order, told: Excluded): Promise<void> {
  const detail = `${told.withdrawalId}: ${told.exclusions
    .map(({ sku, exclusion }) => `${sku} ${exclusion}`)
    .join(', ')}`
  const type = 'withdrawal_excluded'
  await orders.change(order.orderId, (now) =>
    now.history.some((entry) => entry.type === type && entry.detail === detail)
      ? now
      : note(now, { type, at: told.at, detail }),
  )
}
