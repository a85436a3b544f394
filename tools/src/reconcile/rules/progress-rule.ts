import type { Order } from '@comptoir/contracts/orders/view'
import type { TimeLimits } from '../discrepancy.ts'

const marginSeconds = 300

/** Why an order has stood still for too long, or nothing. */
export function stuckFaults(order: Order, readAt: Date, limits: TimeLimits): string[] {
  const since = (at: string) => Math.round((readAt.getTime() - Date.parse(at)) / 1000)
  const limit = limitOf(order, limits)
  const faults: string[] = []
  if (limit !== undefined && since(order.statusSince) > limit) {
    faults.push(`${order.status} for ${since(order.statusSince)} s, more than ${limit} s`)
  }
  const { cancellation } = order
  if (cancellation?.status === 'requested' && since(cancellation.at) > marginSeconds) {
    faults.push(`its cancellation waits for ${since(cancellation.at)} s`)
  }
  return [...faults, ...editFaults(order, since, limits)]
}

/** An edit that was confirmed holds its order until it is applied, or its payment is given up. */
function editFaults(
  { edits = [] }: Order,
  since: (at: string) => number,
  { paymentDeadlineSeconds }: TimeLimits,
): string[] {
  const limit = paymentDeadlineSeconds + marginSeconds
  return edits
    .filter(({ status }) => status === 'applying' || status === 'awaiting_payment')
    .filter(({ confirmedAt, createdAt }) => since(confirmedAt ?? createdAt) > limit)
    .map(({ editId, status }) => `${editId} is ${status} for more than ${limit} s`)
}

/** An order that staff placed waits for as long as they said. */
function limitOf(
  { status, statusSince, paymentTerms }: Order,
  limits: TimeLimits,
): number | undefined {
  const paymentDeadlineSeconds = paymentTerms
    ? (Date.parse(paymentTerms.dueAt) - Date.parse(statusSince)) / 1_000
    : limits.paymentDeadlineSeconds
  if (status === 'pending') return marginSeconds
  if (status === 'awaiting_payment') return paymentDeadlineSeconds + marginSeconds
  return status === 'confirmed' ? marginSeconds : undefined
}
