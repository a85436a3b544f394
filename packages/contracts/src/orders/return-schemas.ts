import { z } from '@hono/zod-openapi'
import { WithdrawalExclusion } from '../catalog/withdrawal-exclusion.ts'
import { Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/** A `withdrawal` is a consumer's right for fourteen days: no reason, no approval. A `return` is what the shop offers beyond it. */
export const ReturnKind = oneOf('ReturnKind', ['return', 'withdrawal'])
export type ReturnKind = z.infer<typeof ReturnKind>

/** The states of a return, in their usual order; the allowed transitions are a table in the orders service. */
export const ReturnStatus = oneOf('ReturnStatus', [
  'requested',
  'approved',
  'in_transit',
  'received',
  'inspected',
  'refunded',
  'closed',
  'refused',
  'cancelled',
  'expired',
])
export type ReturnStatus = z.infer<typeof ReturnStatus>

/** Why goods come back; `GET /api/return-policy` has the words. A withdrawal has no reason. */
export const ReturnReason = oneOf('ReturnReason', [
  'withdrawal',
  'changed_mind',
  'wrong_size',
  'ordered_by_mistake',
  'late',
  'damaged',
  'defective',
  'wrong_item',
  'not_as_described',
])
export type ReturnReason = z.infer<typeof ReturnReason>

/** What replaces goods that come back: a variant of the same product. Its price is that of the request. */
export const ReturnExchange = schema('ReturnExchange', {
  sku: Sku,
  title: LocalizedText,
  weightGrams: z.int().min(0),
  unitPrice: Money,
  /** The price of what it replaces: as it was bought, or that of the request if it is higher. */
  boughtFor: Money,
})
export type ReturnExchange = z.infer<typeof ReturnExchange>

export const ReturnLine = schema('ReturnLine', {
  sku: Sku,
  title: LocalizedText,
  quantity: Quantity,
  reason: ReturnReason,
  note: z.string().optional(),
  /** Goods that the law excludes once their seal is broken: they come back unopened. */
  withdrawalExclusion: WithdrawalExclusion.optional(),
  exchange: ReturnExchange.optional(),
})
export type ReturnLine = z.infer<typeof ReturnLine>

/** What was found of a line: so many go back on sale, so many are written off, so many are refused and not refunded. */
export const InspectedLine = schema('InspectedLine', {
  sku: Sku,
  restock: z.int().min(0),
  scrap: z.int().min(0),
  refuse: z.int().min(0).default(0),
  /** Why units are refused: `unsealed` for goods that the law excludes once their seal is broken. */
  refusedAs: z.enum(['unsealed', 'used', 'other']).optional(),
  note: z.string().trim().max(500).optional(),
})
export type InspectedLine = z.infer<typeof InspectedLine>

/** Who pays for the way back. */
export const LabelPayer = oneOf('LabelPayer', ['shop', 'customer'])
export type LabelPayer = z.infer<typeof LabelPayer>

/** The label with which goods come back: its parcels and PDF are those of the shipment. */
export const ReturnLabel = schema('ReturnLabel', {
  shipmentId: z.string(),
  /**
   * `pending` until the carrier's label is made; `used` once a parcel has left with it; `cancelled` when none did; `refused` when
   * it cannot be made.
   */
  status: z.enum(['pending', 'ready', 'used', 'cancelled', 'refused']),
  paidBy: LabelPayer,
  /** What a customer pays for it: withheld from the refund once it is used. */
  price: Money,
  at: Instant,
  trackingNumbers: z.array(z.string()).optional(),
  /** Why it cannot be made. */
  reason: z.string().optional(),
})
export type ReturnLabel = z.infer<typeof ReturnLabel>

const counted = z.object({ sku: Sku, quantity: z.int().min(0) })
const Actor = z.enum(['customer', 'staff', 'system'])

export const Return = schema('Return', {
  returnId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  userId: z.string(),
  kind: ReturnKind,
  status: ReturnStatus,
  statusSince: Instant,
  allowedTransitions: z.array(ReturnStatus),
  lines: z.array(ReturnLine),
  /** What is given back if all of it arrives as it was: the lines' share of what was paid, and of the delivery as the rules say. */
  estimate: schema('ReturnEstimate', { goods: Money, shipping: Money, total: Money }),
  requestedAt: Instant,
  requestedBy: Actor,
  /** `dueAt`: the goods have to be on their way by then. */
  approval: z.object({ at: Instant, by: Actor, dueAt: Instant }).optional(),
  sending: z
    .object({ at: Instant, carrier: z.string().optional(), trackingNumber: z.string().optional() })
    .optional(),
  label: ReturnLabel.optional(),
  /** `system`: the carrier delivered its parcels; staff may say what was in them. */
  receipt: z.object({ at: Instant, by: Actor.optional(), lines: z.array(counted) }).optional(),
  inspection: z.object({ at: Instant, lines: z.array(InspectedLine) }).optional(),
  /**
   * `awaiting_payment`: the new goods are held, and cost `amount` more, to be paid until `dueAt`; `sent`: they are on their way;
   * `refused`: they could not be sent, or were not paid, and the money is given back instead.
   */
  exchange: z
    .object({
      status: z.enum(['awaiting_payment', 'sent', 'refused']),
      at: Instant,
      /** What they cost more, where they do. */
      amount: Money.optional(),
      dueAt: Instant.optional(),
      /** The payment of it: `POST /api/payment-intents/{id}/attempts` pays. */
      paymentIntentId: z.string().optional(),
      /** The invoice over it, once they are sent. */
      invoiceId: z.string().optional(),
      shipmentId: z.string().optional(),
      /** What was paid for the replaced goods and stays with the shop for the new ones. */
      kept: Money,
      reason: z.string().optional(),
    })
    .optional(),
  /** What was refused for a reason of the law, in its words. */
  refusals: z.array(z.object({ sku: Sku, reason: LocalizedText })).optional(),
  /** What went back on the shelf. */
  restocked: z.object({ at: Instant, lines: z.array(counted) }).optional(),
  /** Without an id nothing was left to give back. */
  refund: z
    .object({
      refundId: z.string().optional(),
      amount: Money,
      status: z.enum(['pending', 'succeeded', 'failed']),
      at: Instant,
      /** Whose capture it went back from: that of an exchange has an invoice of its own. The order's own where it is absent. */
      paymentIntentId: z.string().optional(),
      /** What its credit note is over: less where a refund that failed later had one; of nothing there is none. */
      credited: Money.optional(),
    })
    .optional(),
  creditNote: z.object({ creditNoteId: z.string(), number: z.string() }).optional(),
  /** Why it came to nothing. */
  ending: z.object({ reason: z.string() }).optional(),
  history: z.array(
    z.object({
      id: z.int().min(1),
      at: Instant,
      type: z.string(),
      by: Actor,
      detail: z.string().optional(),
    }),
  ),
  version: z.int(),
})
export type Return = z.infer<typeof Return>

/** Lines of an order that come back. */
export const NewReturn = schema('NewReturn', {
  lines: z
    .array(
      z.object({
        sku: Sku,
        quantity: Quantity,
        reason: ReturnReason.exclude(['withdrawal']),
        note: z.string().trim().max(500).optional(),
        /** The variant to have instead of the money: of the same product. A dearer one is sent once the difference is paid. */
        exchangeFor: Sku.optional(),
      }),
    )
    .min(1)
    .max(200),
})
export type NewReturn = z.infer<typeof NewReturn>

/** How a customer proves that goods are on their way. */
export const ReturnSending = schema('ReturnSending', {
  carrier: requiredText(60).optional(),
  trackingNumber: requiredText(60).optional(),
})

/** What is returned of an order: `open` and `done` quantities cannot be returned again, those of `ended` ones can. */
export const OrderReturn = schema('OrderReturn', {
  returnId: z.string(),
  kind: ReturnKind,
  status: z.enum(['open', 'done', 'ended']),
  lines: z.array(counted),
})
export type OrderReturn = z.infer<typeof OrderReturn>

/** The rules of returns, with their words. */
export const ReturnPolicy = schema('ReturnPolicy', {
  /** How long after the delivery the shop takes goods back by its own choice. */
  returnDays: z.int(),
  withdrawalDays: z.int(),
  /** How long after the approval goods may be on their way at the latest. */
  sendWithinDays: z.int(),
  /** What a label costs a customer who pays for the way back. */
  labelPrice: Money,
  /** The shop's fault: then the delivery is given back too when everything comes back. */
  reasons: z.array(
    z.object({
      code: ReturnReason,
      label: LocalizedText,
      shopFault: z.boolean(),
      /** Who pays for the way back. */
      labelPaidBy: LabelPayer,
    }),
  ),
  /** Goods that nobody withdraws from, or only as long as they are sealed, in the words of the law. */
  exclusions: z.array(
    z.object({ code: WithdrawalExclusion, label: LocalizedText, onlyUnsealed: z.boolean() }),
  ),
})
export type ReturnPolicy = z.infer<typeof ReturnPolicy>
