import { parseOrderNumber } from '@comptoir/contracts/orders/numbering/order-number'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import type { StaffWithdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import type { Discrepancy } from '../discrepancy.ts'
import type { Books } from '../read-books.ts'

const marginSeconds = 300
/** How long the shop may take to give money back once it has the goods (Code de la consommation, L221-24). */
const refundSeconds = 14 * 86_400

/** What was withdrawn from has become what the withdrawal says, and returns do not stand still. */
export function withdrawalFaults(books: Books): Discrepancy[] {
  const orders = new Map(books.orders.map((order) => [order.orderId, order]))
  const returns = new Map(books.returns.map((ret) => [ret.returnId, ret]))
  const since = (at: string) => Math.round((books.readAt.getTime() - Date.parse(at)) / 1000)
  return [
    ...books.withdrawals.flatMap((one) =>
      outcomeFaults(one, { orders, returns, age: since(one.confirmedAt ?? one.declaredAt) }).map(
        (what) => ({ rule: 'returns', subject: one.withdrawalId, what }),
      ),
    ),
    ...books.returns.flatMap((ret) =>
      lateFaults(ret, since).map((what) => ({ rule: 'stuck', subject: ret.returnId, what })),
    ),
  ]
}

type Known = {
  readonly orders: ReadonlyMap<string, Order>
  readonly returns: ReadonlyMap<string, Return>
  /** Seconds since it was confirmed. */
  readonly age: number
}

function outcomeFaults(withdrawal: StaffWithdrawal, known: Known): string[] {
  const { outcome } = withdrawal
  const { kind, orderId = '' } = outcome
  if (known.age < marginSeconds || waitsForGoods(withdrawal, known)) return []
  if (kind === 'open') return [`confirmed ${known.age} s ago, and nothing has become of it`]
  if (kind === 'return') return returnedFaults(outcome, known)
  if (kind !== 'cancel') return []
  const order = known.orders.get(orderId)
  return order
    ? cancelFaults(order, outcome.isDone ?? false)
    : [`cancelled ${orderId}, which is not there`]
}

const isHere = ['pending', 'awaiting_payment', 'confirmed', 'processing']

/** Some lines of an order come back once they have left, and what is on its way back once that has come to an end. */
function waitsForGoods({ outcome, lines, orderNumber }: StaffWithdrawal, { orders }: Known) {
  if (outcome.kind !== 'open') return false
  const named = parseOrderNumber(orderNumber)
  return [...orders.values()].some(({ number, status, returns = [] }) => {
    const isReturning = returns.some((one) => one.kind === 'return' && one.status === 'open')
    return number === named && (isReturning || (lines !== undefined && isHere.includes(status)))
  })
}

function returnedFaults(
  { orderId = '', returnId = '' }: StaffWithdrawal['outcome'],
  { returns }: Known,
): string[] {
  const ret = returns.get(returnId)
  const fits = ret?.kind === 'withdrawal' && ret.orderId === orderId
  return fits ? [] : [`became ${returnId}, which is no withdrawal from ${orderId}`]
}

function cancelFaults({ orderId, status, ending, cancellation }: Order, isDone: boolean): string[] {
  if (ending !== undefined) return []
  if (isDone) return [`cancelled ${orderId}, which is ${status}`]
  return cancellation ? [] : [`is to cancel ${orderId}, which is ${status} and asked nothing`]
}

/** Why a return has stood still for too long: its saga does not work on it, or the law's time for the money is over. */
function lateFaults(ret: Return, since: (at: string) => number): string[] {
  const { status, kind, refund, approval } = ret
  const waits = since(movedAt(ret))
  const isAtWork = status === 'refunded' || (status === 'inspected' && refund === undefined)
  if (isAtWork && waits > marginSeconds) return [`${status} for ${waits} s, and nothing follows`]
  const isUnsent = status === 'approved' && kind === 'return'
  const over = approval ? since(approval.dueAt) : 0
  if (isUnsent && over > marginSeconds) return [`was to be sent ${over} s ago, and has not expired`]
  return overdueFaults(ret, since)
}

/** Since when it has nothing to wait for: dearer goods may be paid for until their time is over. */
function movedAt({ statusSince, exchange }: Return): string {
  const { status, at, dueAt = at } = exchange ?? {}
  const decided = status === 'awaiting_payment' ? dueAt : at
  return decided !== undefined && decided > statusSince ? decided : statusSince
}

function overdueFaults({ status, kind, requestedAt }: Return, since: (at: string) => number) {
  const isHere = status === 'received' || status === 'inspected'
  const owed = since(requestedAt)
  if (kind !== 'withdrawal' || !isHere || owed <= refundSeconds) return []
  return [`withdrawn from ${owed} s ago, the goods are here and the money is not back`]
}
