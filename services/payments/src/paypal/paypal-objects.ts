import { z } from 'zod'
import type { Report } from '../payment/payment.ts'
import type { LedgerDispute, LedgerRefund, ProviderLedger } from '../provider/provider.ts'
import type { RefundReport } from '../refunds/refund.ts'
import { fromPayPalAmount } from './paypal-amount.ts'

const text = z.string().min(1).max(255)
export const Amount = z.looseObject({ currency_code: text, value: z.string() })
const Link = z.looseObject({ href: z.string(), rel: z.string() })

export const Capture = z.looseObject({
  ...{ id: text, status: text, amount: Amount },
  custom_id: z.string().optional(),
  supplementary_data: z
    .looseObject({ related_ids: z.looseObject({ order_id: text.optional() }).optional() })
    .optional(),
})
export const Authorization = Capture.extend({
  expiration_time: z.string().optional(),
  create_time: z.string(),
})
export const Refund = z.looseObject({
  ...{ id: text, status: text },
  amount: Amount.optional(),
  custom_id: z.string().optional(),
  create_time: z.string().optional(),
  links: z.array(Link).default([]),
})
export const Order = z.looseObject({
  ...{ id: text, status: text },
  purchase_units: z
    .array(
      z.looseObject({
        custom_id: z.string().optional(),
        payments: z
          .looseObject({
            authorizations: z.array(Authorization).default([]),
            captures: z.array(Capture).default([]),
            refunds: z.array(Refund).default([]),
          })
          .optional(),
      }),
    )
    .default([]),
  links: z.array(Link).default([]),
})
export const Dispute = z.looseObject({
  ...{ dispute_id: text, reason: z.string().default('unknown'), status: text },
  dispute_amount: Amount,
  seller_response_due_date: z.string().optional(),
  dispute_outcome: z.looseObject({ outcome_code: z.string().optional() }).optional(),
  create_time: z.string(),
})
export const Disputes = z.looseObject({ items: z.array(Dispute).default([]) })

type Order = z.output<typeof Order>
const paymentsOf = ({ purchase_units: [unit] }: Order) => unit?.payments
export const capturesOf = (order: Order) => paymentsOf(order)?.captures ?? []

/** The money that an order holds, or held. */
export const authorizationOf = (order: Order) => paymentsOf(order)?.authorizations[0]

const taken = new Set(['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'])
export const isTaken = ({ status }: { readonly status: string }): boolean => taken.has(status)

/** PayPal's order as our report: that it is `COMPLETED` says nothing, its captures do. */
export function toReport(order: Order): Report {
  const providerRef = order.id
  const captures = capturesOf(order)
  const complete = captures.filter(isTaken)
  if (complete.length > 0) {
    const captured = complete.reduce((sum, { amount }) => sum + fromPayPalAmount(amount), 0)
    return { status: 'succeeded', providerRef, captured, paymentMethod: { type: 'paypal' } }
  }
  if (captures.some(({ status }) => status === 'PENDING'))
    return { status: 'processing', providerRef }
  if (captures.length > 0) return { status: 'failed', providerRef, failureCode: 'capture_declined' }
  const authorization = authorizationOf(order)
  return authorization ? heldReport(providerRef, authorization) : openReport(order)
}

/** PayPal lets held money go after 29 days; it answers for it in the first three only. */
const usualHoldMs = 29 * 24 * 3_600_000

function heldReport(providerRef: string, held: z.output<typeof Authorization>): Report {
  const { status, expiration_time: until, create_time: since } = held
  if (status === 'VOIDED') return { status: 'cancelled', providerRef }
  if (status === 'DENIED')
    return { status: 'failed', providerRef, failureCode: 'authorization_denied' }
  if (status !== 'CREATED') return { status: 'processing', providerRef }
  const usual = new Date(Date.parse(since) + usualHoldMs)
  const authorisedUntil = new Date(until ?? usual).toISOString()
  return { status: 'authorised', providerRef, authorisedUntil, paymentMethod: { type: 'paypal' } }
}

function openReport({ id: providerRef, status, links }: Order): Report {
  if (status === 'APPROVED') return { status: 'approved', providerRef }
  if (status === 'COMPLETED') return { status: 'processing', providerRef }
  if (status === 'VOIDED') return { status: 'cancelled', providerRef }
  const link = links.find(({ rel }) => rel === 'payer-action' || rel === 'approve')
  if (!link) return { status: 'failed', providerRef, failureCode: 'action_not_supported' }
  return { status: 'requires_action', providerRef, actionUrl: link.href }
}

export function toRefundReport({ id, status }: z.output<typeof Refund>): RefundReport {
  if (status === 'COMPLETED') return { status: 'succeeded', providerRef: id }
  if (status === 'PENDING') return { status: 'pending', providerRef: id }
  return { status: 'failed', providerRef: id, failureCode: status.toLowerCase() }
}

/** All that moved of an order, as PayPal has it. */
export function toLedger(
  order: Order,
  disputes: readonly z.output<typeof Dispute>[],
): ProviderLedger {
  const captured = capturesOf(order)
    .filter(isTaken)
    .reduce((sum, { amount }) => sum + fromPayPalAmount(amount), 0)
  return {
    providerRef: order.id,
    paymentIntentId: order.purchase_units[0]?.custom_id,
    captured,
    refunds: (paymentsOf(order)?.refunds ?? []).map(toLedgerRefund),
    disputes: disputes.map(toLedgerDispute),
  }
}

function toLedgerRefund(refund: z.output<typeof Refund>): LedgerRefund {
  const { status, failureCode } = toRefundReport(refund)
  const own = refund.custom_id?.startsWith('rf_') ? refund.custom_id : undefined
  return {
    ...{ ref: refund.id, refundId: own, status, ...(failureCode && { failureCode }) },
    amount: refund.amount ? fromPayPalAmount(refund.amount) : 0,
    createdAt: refund.create_time ?? new Date(0).toISOString(),
  }
}

const stageOf = (status: string) =>
  status === 'WAITING_FOR_SELLER_RESPONSE' || status === 'OPEN' ? 'needs_response' : 'under_review'

function toLedgerDispute(dispute: z.output<typeof Dispute>): LedgerDispute {
  const { dispute_id: ref, dispute_amount: amount, reason, status, dispute_outcome: end } = dispute
  const { seller_response_due_date: due } = dispute
  const isWon =
    end?.outcome_code === 'RESOLVED_SELLER_FAVOUR' || end?.outcome_code === 'CANCELED_BY_BUYER'
  const closed = isWon ? 'won' : 'lost'
  return {
    ...{ ref, amount: fromPayPalAmount(amount), reason: reason.toLowerCase() },
    status: status === 'RESOLVED' ? closed : 'open',
    ...(status !== 'RESOLVED' && { stage: stageOf(status) }),
    ...(due && { dueBy: new Date(due).toISOString() }),
    createdAt: dispute.create_time,
  }
}
