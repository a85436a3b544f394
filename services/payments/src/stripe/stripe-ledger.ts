import type Stripe from 'stripe'
import type { LedgerDispute, LedgerRefund, ProviderLedger } from '../provider/provider.ts'
import { toRefundReport } from './stripe-objects.ts'

/** Reads what was captured, given back and disputed of an intent; lists are read to their end. */
export async function readStripeLedger(
  stripe: Stripe,
  providerRef: string,
): Promise<ProviderLedger> {
  const ofIntent = { payment_intent: providerRef, limit: 100 }
  const [intent, refunds, disputes] = await Promise.all([
    stripe.paymentIntents.retrieve(providerRef),
    toEnd(stripe.refunds.list(ofIntent)),
    toEnd(stripe.disputes.list(ofIntent)),
  ])
  return {
    providerRef,
    paymentIntentId: intent.metadata['payment_intent_id'],
    captured: intent.amount_received,
    refunds: refunds.map(toLedgerRefund),
    disputes: disputes.filter(tookMoney).map(toLedgerDispute),
  }
}

/** All items of a list, oldest first. */
async function toEnd<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const newestFirst: T[] = []
  for await (const item of pages) newestFirst.push(item)
  return newestFirst.reverse()
}

function toLedgerRefund(refund: Stripe.Refund): LedgerRefund {
  const { status, failureCode } = toRefundReport(refund)
  return {
    ref: refund.id,
    refundId: refund.metadata?.['refund_id'],
    amount: refund.amount,
    status,
    ...(failureCode && { failureCode }),
    createdAt: toInstant(refund.created),
  }
}

/** An inquiry (`warning_…`) or a prevented dispute withdraws nothing. */
const tookMoney = ({ status }: Stripe.Dispute): boolean =>
  status !== 'prevented' && !status.startsWith('warning_')

function toLedgerDispute(dispute: Stripe.Dispute): LedgerDispute {
  const { id: ref, amount, reason, created, balance_transactions: moved = [] } = dispute
  const { due_by: due } = dispute.evidence_details ?? {}
  const status = outcomeOf(dispute)
  const isAsked = dispute.status === 'needs_response'
  return {
    ...{ ref, amount, status, reason, createdAt: toInstant(created) },
    ...(status === 'open' && { stage: isAsked ? 'needs_response' : 'under_review' }),
    ...(due && { dueBy: toInstant(due) }),
    ...(moved.length > 0 && { fee: moved.reduce((sum, { fee }) => sum + fee, 0) }),
  }
}

function outcomeOf({ status }: Stripe.Dispute): LedgerDispute['status'] {
  if (status === 'won') return 'won'
  return status === 'lost' ? 'lost' : 'open'
}

const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString()
