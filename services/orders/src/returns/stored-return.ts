import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import { Instant, LocalizedText, Money } from '@comptoir/contracts/common'
import {
  ReturnExchange,
  ReturnKind,
  ReturnLabel,
  ReturnReason,
} from '@comptoir/contracts/orders/return-schemas'
import { z } from 'zod'

const Actor = z.enum(['customer', 'staff', 'system'])
const counted = z.object({ sku: z.string(), quantity: z.int() })

const facts = {
  returnId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  userId: z.string(),
  kind: ReturnKind,
  statusSince: Instant,
  lines: z.array(
    z.object({
      sku: z.string(),
      title: LocalizedText,
      quantity: z.int(),
      reason: ReturnReason,
      note: z.string().optional(),
      withdrawalExclusion: WithdrawalExclusion.optional(),
      exchange: ReturnExchange.optional(),
    }),
  ),
  estimate: z.object({ goods: Money, shipping: Money, total: Money }),
  requestedAt: Instant,
  requestedBy: Actor,
  history: z.array(
    z.object({
      id: z.int(),
      at: Instant,
      type: z.string(),
      by: Actor,
      detail: z.string().optional(),
    }),
  ),
  /** The workflow instance of a saga that was started again. */
  sagaId: z.string().optional(),
  /** Its saga has begun. */
  begunAt: Instant.optional(),
  traceparent: z.string().optional(),
}
const approval = z.object({ at: Instant, by: Actor, dueAt: Instant })
const sending = z.object({
  at: Instant,
  carrier: z.string().optional(),
  trackingNumber: z.string().optional(),
})
const approved = { ...facts, approval, sending: sending.optional(), label: ReturnLabel.optional() }
const received = {
  ...approved,
  receipt: z.object({ at: Instant, by: Actor.optional(), lines: z.array(counted) }),
}
const refund = z.object({
  /** None when nothing was left to give back. */
  refundId: z.string().optional(),
  amount: Money,
  status: z.enum(['pending', 'succeeded', 'failed']),
  at: Instant,
  /** Whose capture it went back from. */
  paymentIntentId: z.string().optional(),
  /** What its credit note is over, once it has succeeded. */
  credited: Money.optional(),
})
const inspected = {
  ...received,
  inspection: z.object({
    at: Instant,
    by: Actor,
    lines: z.array(
      z.object({
        sku: z.string(),
        restock: z.int(),
        scrap: z.int(),
        refuse: z.int().default(0),
        refusedAs: z.enum(['unsealed', 'used', 'other']).optional(),
        note: z.string().optional(),
      }),
    ),
  }),
  exchange: z
    .object({
      status: z.enum(['awaiting_payment', 'sent', 'refused']),
      at: Instant,
      /** What the new goods cost more, in all and by the SKU of what they replace, in minor units. */
      amount: Money.optional(),
      surcharges: z.array(z.object({ sku: z.string(), amount: z.int() })).optional(),
      /** Until when that is to be paid, and as which payment. */
      dueAt: Instant.optional(),
      paymentIntentId: z.string().optional(),
      /** Its payment was asked for, its invoice drafted, its link made. */
      askedAt: Instant.optional(),
      /** When its payment was heard of, until its saga has looked how that stands. */
      newsAt: Instant.optional(),
      /** Written before it is sent or undone: whoever goes on does the same. */
      decision: z.enum(['send', 'undo']).optional(),
      decidedAt: Instant.optional(),
      invoiceId: z.string().optional(),
      shipmentId: z.string().optional(),
      kept: Money,
      /** The part of it that the refund of the other goods would give back. */
      withheld: Money,
      reason: z.string().optional(),
    })
    .optional(),
  restocked: z.object({ at: Instant, lines: z.array(counted) }).optional(),
  refund: refund.optional(),
  /** Refunds of it that failed for good: the next one has an id of its own. */
  failedRefunds: z.int().default(0),
}
const refunded = {
  ...inspected,
  refund,
  creditNote: z.object({ creditNoteId: z.string(), number: z.string() }).optional(),
}
const ended = {
  ...facts,
  approval: approval.optional(),
  sending: sending.optional(),
  label: ReturnLabel.optional(),
  ending: z.object({ reason: z.string() }),
  /** The order holds its quantities no more. */
  releasedAt: Instant.optional(),
}

/** How returns are stored, apart from the public view: each state has the facts of those before it. */
export const StoredReturn = z.discriminatedUnion('status', [
  z.object({ status: z.literal('requested'), ...facts }),
  z.object({ status: z.enum(['approved', 'in_transit']), ...approved }),
  z.object({ status: z.literal('received'), ...received }),
  z.object({ status: z.literal('inspected'), ...inspected }),
  z.object({ status: z.enum(['refunded', 'closed']), ...refunded }),
  z.object({ status: z.enum(['refused', 'cancelled', 'expired']), ...ended }),
])
export type Return = z.infer<typeof StoredReturn>
export type InspectedReturn = Extract<Return, { status: 'inspected' | 'refunded' | 'closed' }>
