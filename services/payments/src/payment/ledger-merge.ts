import {
  type Dispute,
  type Refund,
  type Refunded,
  type SettledRefund,
  settleRefund,
} from '../refunds/refund.ts'
import type { LedgerDispute, LedgerRefund, ProviderLedger } from '../stripe/provider.ts'
import { disputeEvents, type Merged, refundEvents } from './money-events.ts'

type Known = Refunded & { readonly providerRef?: string | undefined }

/**
 * Takes in all that the provider knows of a payment: refunds made elsewhere, refunds that failed later, disputes. What
 * is known only grows (pending, succeeded, failed; open, lost, won), so ledgers may come repeatedly and in any
 * order. `undefined` when nothing is new.
 */
export function mergeLedger<T extends Known>(
  payment: T,
  ledger: ProviderLedger,
  now: string,
): Merged<T> {
  if (payment.captured === 0 || payment.providerRef !== ledger.providerRef) return undefined
  const refunded = mergeRefunds(payment, ledger.refunds, now)
  const { next, opened, closed } = mergeDisputes(refunded.next, ledger.disputes, now)
  if (next === payment) return undefined
  const disputed = [
    ...opened.flatMap((dispute) => disputeEvents(next, dispute, true)),
    ...closed.flatMap((dispute) => disputeEvents(next, dispute, false)),
  ]
  return { next, events: [...refundEvents(next, refunded.settled), ...disputed] }
}

/** Failures first: a refund that makes a failed one good is credited no second time. */
function mergeRefunds<T extends Known>(payment: T, refunds: readonly LedgerRefund[], now: string) {
  const failedFirst = refunds.toSorted((a, b) => rankOf(a) - rankOf(b))
  let next = payment
  const settled: SettledRefund[] = []
  for (const refund of failedFirst) {
    const known = next.refunds.find((one) => isSame(next, one, refund)) ?? newRefund(next, refund)
    if (!next.refunds.includes(known)) {
      next = { ...next, refunds: [...next.refunds, known], updatedAt: now }
    }
    const { ref: providerRef, status, failureCode } = refund
    const change = settleRefund(next, known.id, { providerRef, status, failureCode }, now)
    if (!change) continue
    next = change.next
    settled.push(...change.settled)
  }
  return { next, settled }
}

const rankOf = ({ status }: LedgerRefund): number => (status === 'failed' ? 0 : 1)

/** By the provider's id; by ours when its answer never reached us. */
function isSame(payment: Known, known: Refund, { ref, refundId }: LedgerRefund): boolean {
  if (known.providerRef !== undefined) return known.providerRef === ref
  const isTaken = payment.refunds.some(({ providerRef }) => providerRef === ref)
  return known.id === refundId && known.origin !== 'outside' && !isTaken
}

/** A refund that was made elsewhere: in the provider's dashboard, or by another system. */
function newRefund(payment: Known, { ref, amount, createdAt }: LedgerRefund): Refund {
  return {
    id: `${payment.id.replace(/^pi_/, 'rf_')}_${ref.replace(/\W/g, '')}`,
    ...{ amount, status: 'pending', origin: 'provider', reason: 'refunded_at_provider' },
    providerRef: ref,
    requestedAt: createdAt,
  }
}

const progress: Readonly<Record<Dispute['status'], number>> = { open: 0, lost: 1, won: 2 }

function mergeDisputes<T extends Known>(
  payment: T,
  disputes: readonly LedgerDispute[],
  now: string,
) {
  let next = payment
  const opened: Dispute[] = []
  const closed: Dispute[] = []
  for (const { ref: id, amount, status, reason, createdAt } of disputes) {
    const known = next.disputes.find((one) => one.id === id)
    if (known && progress[status] <= progress[known.status]) continue
    const closing = status === 'open' ? {} : { closedAt: now }
    const dispute: Dispute = { id, amount, status, reason, openedAt: createdAt, ...closing }
    const others = next.disputes.filter((one) => one.id !== id)
    next = { ...next, disputes: [...others, dispute], updatedAt: now }
    if (known) closed.push(dispute)
    else opened.push(dispute)
  }
  return { next, opened, closed }
}
