import { intentsOf } from '../payment/intents.ts'
import type { LivePayment } from '../payment/stored-payment.ts'
import type { SettlementLine } from '../provider/provider.ts'
import type { StoredLine } from './payout-store.ts'

type Match = Pick<StoredLine, 'match' | 'why' | 'paymentIntentId' | 'orderId'>

const uncompared: ReadonlySet<SettlementLine['kind']> = new Set(['fee', 'payout'])

/** Whether a movement is about a payment at all. */
export const isOfPayment = ({ kind }: Pick<SettlementLine, 'kind'>): boolean =>
  !uncompared.has(kind) && kind !== 'other'

/**
 * Holds a movement at the provider against the payment that it is about: the capture of an intent, a refund, a dispute, each of
 * the same amount. What nothing here matches says why.
 */
export function matchLine(line: SettlementLine, payment: LivePayment | undefined): Match {
  if (uncompared.has(line.kind)) return { match: 'none' }
  if (line.kind === 'other') return { match: 'unmatched', why: 'nothing that the shop knows' }
  if (!payment) return { match: 'unmatched', why: 'no payment of the shop' }
  const found = findAmount(line, payment)
  const of = { paymentIntentId: found?.intentId ?? payment.id, orderId: payment.orderId }
  if (!found) return { ...of, match: 'unmatched', why: `the payment has no such ${line.kind}` }
  if (found.amount === Math.abs(line.amount)) return { ...of, match: 'matched' }
  return { ...of, match: 'unmatched', why: `the payment has ${found.amount} of it` }
}

type Found = { readonly intentId: string; readonly amount: number }

function findAmount(line: SettlementLine, payment: LivePayment): Found | undefined {
  if (line.kind === 'capture') return captureOf(line, payment)
  if (line.kind === 'refund' || line.kind === 'refund_reversal') {
    const refund = payment.refunds.find(({ providerRef }) => providerRef === line.refundRef)
    return refund && { intentId: refund.intentId ?? payment.id, amount: refund.amount }
  }
  const dispute = payment.disputes.find(({ id }) => id === line.disputeRef)
  return dispute && { intentId: dispute.intentId ?? payment.id, amount: dispute.amount }
}

/** By the provider's id of the intent; by ours where the provider names only that. */
function captureOf(line: SettlementLine, payment: LivePayment): Found | undefined {
  const { providerRef, paymentIntentId } = line
  const intent = intentsOf(payment).find((one) =>
    providerRef === undefined ? one.id === paymentIntentId : one.providerRef === providerRef,
  )
  return intent && intent.captured > 0
    ? { intentId: intent.id, amount: intent.captured }
    : undefined
}
