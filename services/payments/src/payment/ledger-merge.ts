import type { LedgerDispute, LedgerRefund, ProviderLedger } from '../provider/provider.ts'
import { type Dispute, type Refund, type SettledRefund, settleRefund } from '../refunds/refund.ts'
import { uninvoicedAfter } from '../refunds/uninvoiced.ts'
import { intentsOf } from './intents.ts'
import { disputeEvents, type Merged, refundEvents } from './money-events.ts'
import type { LivePayment } from './stored-payment.ts'

type Of = Pick<Refund, 'intentId'>

/**
 * Takes in all that the provider knows of a payment: refunds made elsewhere, refunds that failed later, disputes. What
 * is known only grows (pending, succeeded, failed; open, lost, won), so ledgers may come repeatedly and in any
 * order. `undefined` when nothing is new.
 */
export function mergeLedger(
  payment: LivePayment,
  ledger: ProviderLedger,
  now: string,
): Merged<LivePayment> {
  const intent = intentsOf(payment).find(({ providerRef }) => providerRef === ledger.providerRef)
  if (!intent || intent.captured === 0) return undefined
  const of = intent.id === payment.id ? {} : { intentId: intent.id }
  const refunded = mergeRefunds(payment, ledger.refunds, { of, now })
  const { next, opened, closed } = mergeDisputes(refunded.next, ledger.disputes, { of, now })
  if (next === payment) return undefined
  const disputed = [
    ...opened.flatMap((dispute) => disputeEvents(next, dispute, true)),
    ...closed.flatMap((dispute) => disputeEvents(next, dispute, false)),
  ]
  return { next, events: [...refundEvents(next, refunded.settled), ...disputed] }
}

/** Failures first: a refund that makes a failed one good is credited no second time. */
function mergeRefunds(
  payment: LivePayment,
  refunds: readonly LedgerRefund[],
  { of, now }: { of: Of; now: string },
) {
  const failedFirst = refunds.toSorted((a, b) => rankOf(a) - rankOf(b))
  let next = payment
  const settled: SettledRefund[] = []
  for (const refund of failedFirst) {
    const made = { ...newRefund(next, refund), ...of }
    const known = next.refunds.find((one) => isSame(next, one, refund)) ?? {
      ...made,
      ...uninvoicedAfter(next.refunds, made),
    }
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
function isSame(payment: LivePayment, known: Refund, { ref, refundId }: LedgerRefund): boolean {
  if (known.providerRef !== undefined) return known.providerRef === ref
  const isTaken = payment.refunds.some(({ providerRef }) => providerRef === ref)
  return known.id === refundId && known.origin !== 'outside' && !isTaken
}

/** A refund that was made elsewhere: in the provider's dashboard, or by another system. */
function newRefund(payment: LivePayment, { ref, amount, createdAt }: LedgerRefund): Refund {
  return {
    id: `${payment.id.replace(/^pi_/, 'rf_')}_${ref.replace(/\W/g, '')}`,
    ...{ amount, status: 'pending', origin: 'provider', reason: 'refunded_at_provider' },
    providerRef: ref,
    requestedAt: createdAt,
  }
}

type Details = Pick<Dispute, 'stage' | 'dueBy' | 'fee'>

const progress: Readonly<Record<Dispute['status'], number>> = { open: 0, lost: 1, won: 2 }

/** What is known beside the status; of a closed dispute nothing is due. */
function detailsAt(status: Dispute['status'], { stage, dueBy, fee }: Details): Details {
  const isOpen = status === 'open'
  return {
    ...(isOpen && stage && { stage }),
    ...(dueBy && { dueBy }),
    ...(fee !== undefined && { fee }),
  }
}

type Around = { readonly of: Of; readonly known: Dispute | undefined; readonly now: string }

/** A dispute that is new, or in another status; what staff answered stays with it. */
function toDispute(theirs: LedgerDispute, { of, known, now }: Around): Dispute {
  const { ref: id, amount, status, reason, createdAt: openedAt } = theirs
  return {
    ...{ id, ...of, amount, status, reason, ...detailsAt(status, theirs), openedAt },
    ...(known?.answer && { answer: known.answer }),
    ...(status !== 'open' && { closedAt: now }),
  }
}

/** The same payment when they are known. */
function withDetails(payment: LivePayment, known: Dispute, details: Details, now: string) {
  const dispute = { ...known, ...detailsAt(known.status, details) }
  const { stage, dueBy, fee } = dispute
  if (stage === known.stage && dueBy === known.dueBy && fee === known.fee) return payment
  const disputes = payment.disputes.map((one) => (one === known ? dispute : one))
  return { ...payment, disputes, updatedAt: now }
}

function mergeDisputes(
  payment: LivePayment,
  disputes: readonly LedgerDispute[],
  { of, now }: { of: Of; now: string },
) {
  let next = payment
  const opened: Dispute[] = []
  const closed: Dispute[] = []
  for (const theirs of disputes) {
    const known = next.disputes.find((one) => one.id === theirs.ref)
    if (known && progress[theirs.status] < progress[known.status]) continue
    if (known?.status === theirs.status) {
      next = withDetails(next, known, theirs, now)
      continue
    }
    const dispute = toDispute(theirs, { of, known, now })
    const others = next.disputes.filter((one) => one.id !== dispute.id)
    next = { ...next, disputes: [...others, dispute], updatedAt: now }
    const changed = known ? closed : opened
    changed.push(dispute)
  }
  return { next, opened, closed }
}
