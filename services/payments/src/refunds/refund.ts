import type { RefundedGoods } from '@comptoir/contracts/payments/schemas'
import { type Refusal, refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { PaymentFacts, StoredDispute, StoredRefund } from '../payment/stored-payment.ts'
import { isForNothing, uninvoicedAfter } from './uninvoiced.ts'

export type Refund = Readonly<z.infer<typeof StoredRefund>>
export type Dispute = Readonly<z.infer<typeof StoredDispute>>

/** As much of a payment as its refunds need to know, and how held money of it ended. */
export type Refunded = Readonly<Pick<PaymentFacts, 'id' | 'orderId' | 'currency' | 'updatedAt'>> &
  Readonly<Pick<PaymentFacts, 'captured' | 'further' | 'credited' | 'refunds' | 'disputes'>> &
  Readonly<Partial<Pick<PaymentFacts, 'amount' | 'purpose' | 'reductions'>>> & {
    readonly status?: string
    readonly reason?: string
  }

/** The provider's word on a refund. */
export type RefundReport = {
  readonly status: Refund['status']
  readonly providerRef?: string | undefined
  readonly failureCode?: string | undefined
}

type RefundChoice = Pick<Refund, 'id' | 'reason' | 'origin' | 'lines' | 'goods' | 'shipping'> &
  Pick<Refund, 'reference' | 'intentId' | 'partOf'>
export type RefundRequest = RefundChoice & {
  /** All that is left when absent. */
  readonly amount?: number | undefined
  readonly now: string
}

/** A refund that came to its end, with how much of it no earlier refund was credited for. */
export type SettledRefund = { readonly refund: Refund; readonly credit: number }

const sum = (items: readonly { readonly amount: number }[]) =>
  items.reduce((total, { amount }) => total + amount, 0)

/** Taken with all intents of the order. */
export const capturedOf = ({ captured, further = [] }: Pick<Refunded, 'captured' | 'further'>) =>
  further.reduce((total, intent) => total + intent.captured, captured)

/** What is neither given back, promised nor taken back by a bank; what failed can be promised again. */
export function refundableOf(payment: Money): number {
  const gone = sum(payment.refunds.filter(({ status }) => status !== 'failed'))
  return Math.max(0, capturedOf(payment) - gone - disputedOf(payment))
}
type Money = Pick<Refunded, 'captured' | 'further' | 'refunds' | 'disputes'>

export const refundedOf = ({ refunds }: Pick<Refunded, 'refunds'>): number =>
  sum(refunds.filter(({ status }) => status === 'succeeded'))

export const pendingOf = ({ refunds }: Pick<Refunded, 'refunds'>): number =>
  sum(refunds.filter(({ status }) => status === 'pending'))

/** Held by the provider while a dispute is open, or lost. */
export const disputedOf = ({ disputes }: Pick<Refunded, 'disputes'>): number =>
  sum(disputes.filter(({ status }) => status !== 'won'))

/** Was given back once, and is here again since the refund failed; not what a bank took back since: the shopper has that. */
export function owedOf(payment: Money & Pick<Refunded, 'credited'>): number {
  const here = capturedOf(payment) - refundedOf(payment) - disputedOf(payment)
  const credited = Math.max(0, payment.credited - creditableOf(payment))
  return Math.max(0, Math.min(credited + sentBackOf(payment), here))
}

/** What was taken for an edit or an exchange that came to nothing, and is here again since its refund failed. */
function sentBackOf({ further = [], refunds, disputes }: Money): number {
  return further.reduce((total, { id, captured }) => {
    const isOwn = ({ intentId }: { intentId?: string | undefined }) => intentId === id
    const own = refunds.filter(isOwn)
    const isBack = own.some(
      (one) => isUninvoiced(one) && one.status === 'failed' && one.providerRef,
    )
    if (!isBack) return total
    return total + refundableOf({ captured, refunds: own, disputes: disputes.filter(isOwn) })
  }, 0)
}

/** Given back of what was invoiced: an edit or an exchange that came to nothing had no invoice, so its money takes no credit. */
const creditableOf = ({ refunds }: Pick<Refunded, 'refunds'>): number =>
  refundedOf({ refunds: refunds.filter((refund) => !isUninvoiced(refund)) })
const isUninvoiced = (refund: Refund): boolean =>
  isForNothing(refund) || (refund.origin === 'cancellation' && refund.intentId !== undefined)

/** What staff chose for the goods; one refund that lets the parcel leave decides for all. */
export function goodsOf({ refunds }: Pick<Refunded, 'refunds'>): RefundedGoods | undefined {
  const chosen = refunds
    .filter(({ status }) => status !== 'failed')
    .flatMap(({ goods }) => goods ?? [])
  return chosen.find(({ keepShipping }) => keepShipping) ?? chosen.at(-1)
}

/** The lines that are refunded or promised. */
export const refundedLines = ({ refunds }: Pick<Refunded, 'refunds'>) =>
  refunds.flatMap(({ status, lines = [] }) => (status === 'failed' ? [] : lines))

/** The refusal of a refund over more than is left, in minor units. */
export function tooLarge({ currency }: Pick<Refunded, 'currency'>, amount: number): Refusal {
  return refuse('refund_too_large', undefined, { extensions: { refundable: { amount, currency } } })
}

/** Promises a refund, once per id; never more than is left. The same object comes back when it is known. */
export function addRefund<T extends Refunded>(payment: T, request: RefundRequest): T {
  const { now, amount = refundableOf(payment), ...asked } = request
  const known = payment.refunds.find(({ id }) => id === asked.id)
  if (known) {
    if (request.amount === undefined || request.amount === known.amount) return payment
    throw refuse('idempotency_key_reused', 'the refund exists with another amount')
  }
  if (capturedOf(payment) === 0) throw refuse('transition_refused', 'nothing was captured')
  if (amount > refundableOf(payment) || amount === 0) {
    throw tooLarge(payment, refundableOf(payment))
  }
  const refund: Refund = { ...asked, amount, status: 'pending', requestedAt: now }
  const told = { ...refund, ...uninvoicedAfter(payment.refunds, refund) }
  return { ...payment, refunds: [...payment.refunds, told], updatedAt: now }
}

/** Takes the provider's word on a refund in: pending, then succeeded or failed; succeeded may still fail. */
export function settleRefund<T extends Refunded>(
  payment: T,
  id: string,
  report: RefundReport,
  now: string,
): { next: T; settled: SettledRefund[] } | undefined {
  const refund = payment.refunds.find((known) => known.id === id)
  if (!refund) return undefined
  const status = statusAfter(refund, report)
  const providerRef = refund.providerRef ?? report.providerRef
  if (status === refund.status && providerRef === refund.providerRef) return undefined
  const isSettled = status !== refund.status && status !== 'pending'
  const outcome = { status, failureCode: status === 'failed' ? report.failureCode : undefined }
  const changed: Refund = {
    ...refund,
    providerRef,
    ...(status !== refund.status && outcome),
    ...(isSettled && { settledAt: now }),
  }
  const { refunds, credit } = creditedAs(payment, changed)
  const next = { ...payment, refunds, credited: payment.credited + credit, updatedAt: now }
  return { next, settled: isSettled ? [{ refund: changed, credit }] : [] }
}

/** The refunds with one that changed, and how much of it no earlier one was credited for. */
function creditedAs({ refunds: before, credited }: Refunded, changed: Refund) {
  const replaced = (by: Refund) => before.map((known) => (known.id === changed.id ? by : known))
  const given = creditableOf({ refunds: replaced(changed) })
  const credit = Math.min(changed.amount, Math.max(0, given - credited))
  const isGiven = changed.status === 'succeeded' && changed.credited === undefined
  return { refunds: replaced(isGiven ? { ...changed, credited: credit } : changed), credit }
}

/** What was refused to us may exist at the provider all the same; apart from that, nothing goes backwards. */
function statusAfter(refund: Refund, report: RefundReport): Refund['status'] {
  const wasRefused = refund.status === 'failed' && refund.providerRef === undefined
  if (wasRefused && report.providerRef !== undefined) return report.status
  if (refund.status === 'failed' || report.status === 'pending') return refund.status
  return report.status
}
