import type { Context } from './context.ts'
import { newId } from './ids.ts'
import { entryOf, newEvent } from './money.ts'
import { toDispute } from './objects.ts'
import { type CaptureRecord, type Change, type DisputeRecord, refundableOf } from './records.ts'

const answerWithinMs = 10 * 24 * 3_600_000

/** A payer disputes a capture: its money is held until the dispute is resolved. */
export function openDispute(
  capture: CaptureRecord,
  { amount = Infinity, reason }: { amount?: number | undefined; reason: string },
  context: Context,
): { dispute: DisputeRecord; change: Change } {
  const { books, now } = context
  const dispute: DisputeRecord = {
    ...{ id: `PP-D-${newId().slice(0, 6)}`, captureId: capture.id, reason, created: now },
    ...{ status: 'WAITING_FOR_SELLER_RESPONSE', sellerDue: now + answerWithinMs },
    amount: Math.min(amount, refundableOf(books, capture)),
  }
  const change = withEvent(dispute, 'CUSTOMER.DISPUTE.CREATED', context)
  const order = books.orders.get(capture.orderId)
  return { dispute, change: { ...change, entries: [entryOf(dispute, order, 'dispute', now)] } }
}

/** The shop gives evidence: PayPal reviews it. */
export function reviewDispute(dispute: DisputeRecord, context: Context): Change {
  return withEvent({ ...dispute, status: 'UNDER_REVIEW' }, 'CUSTOMER.DISPUTE.UPDATED', context)
}

/** PayPal decides: the payer keeps the money, or the shop has it back. */
export function resolveDispute(
  dispute: DisputeRecord,
  winner: 'BUYER' | 'SELLER',
  context: Context,
): Change {
  const { books, now } = context
  const outcome = winner === 'SELLER' ? 'RESOLVED_SELLER_FAVOUR' : 'RESOLVED_BUYER_FAVOUR'
  const next: DisputeRecord = { ...dispute, status: 'RESOLVED', outcome }
  const change = withEvent(next, 'CUSTOMER.DISPUTE.RESOLVED', context)
  const order = books.orders.get(books.captures.get(dispute.captureId)?.orderId ?? '')
  const back = winner === 'SELLER' ? [entryOf(next, order, 'dispute_reversal', now)] : []
  return { ...change, entries: back }
}

function withEvent(dispute: DisputeRecord, type: string, { books, now, url }: Context): Change {
  const order = books.orders.get(books.captures.get(dispute.captureId)?.orderId ?? '')
  const resource = toDispute(dispute, { books, url })
  return {
    disputes: [dispute],
    events: [newEvent({ type, resourceType: 'dispute', resource }, order, now)],
  }
}
