import { Instant, Money } from '@comptoir/contracts/common'
import { ReturnExchange, ReturnReason } from '@comptoir/contracts/orders/return-schemas'
import { PaymentTerms, UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { OrderPaymentStatus } from '@comptoir/contracts/orders/view'
import { RefundedGoods } from '@comptoir/contracts/payments/schemas'
import { NotApplied } from '@comptoir/contracts/promotions/schemas'
import {
  ParcelLine,
  ParcelResolution,
  ShipmentPurpose,
  ShipmentStatus,
} from '@comptoir/contracts/shipping/schemas'
import { z } from 'zod'
import { storedContent } from '../edits/stored-content.ts'
import { StoredEdit } from '../edits/stored-edit.ts'

const Shortage = z.object({ sku: z.string(), requested: z.int(), available: z.int() })
const RefusedPromotion = z.object({
  promotionId: z.string(),
  code: z.string().optional(),
  reason: NotApplied,
})
const Secret = z.object({ hash: z.string(), expiresAt: Instant })
/** What opens an order of someone without an account: digests of tokens, and links that are exchanged for one. */
const GuestAccess = z.object({
  tokens: z.array(Secret),
  links: z.array(Secret.partial({ hash: true }).extend({ linkId: z.string() })),
})

/** What staff wrote on it: never shown to its customer. */
const StaffFacts = z.object({
  tags: z.array(z.string()),
  entries: z.array(
    z.object({
      id: z.string(),
      at: Instant,
      by: z.string(),
      type: z.enum(['note', 'tags']),
      text: z.string().optional(),
      added: z.array(z.string()).optional(),
      removed: z.array(z.string()).optional(),
    }),
  ),
})

/** Of an order that staff placed for its customer. */
const Origin = z.object({ draftId: z.string(), createdBy: z.string(), placedBy: z.string() })

/** Prices that staff agreed with the customer, beside those of the catalogue then. */
const Agreement = z.object({
  reason: z.string(),
  by: z.string(),
  discountBps: z.int().optional(),
  lines: z.array(z.object({ sku: z.string(), listPrice: Money, agreedPrice: Money })),
})
export type Agreement = z.infer<typeof Agreement>

const PaymentLink = z.object({
  linkId: z.string(),
  expiresAt: Instant,
  by: z.string(),
  /** Of a link that does not pay the order, but what the exchange of a return costs more. */
  exchange: z.object({ returnId: z.string(), amount: Money }).optional(),
  /** Of a link that pays what goods that left still cost: the purpose of its payment, and how much. */
  outstanding: z.object({ purpose: z.string(), amount: Money }).optional(),
})

const Actor = z.enum(['customer', 'staff', 'system'])

const Payment = z.object({
  paymentIntentId: z.string(),
  status: OrderPaymentStatus,
  attempt: z.int(),
  failureCode: z.string().optional(),
  actionUrl: z.string().optional(),
  authorisedUntil: Instant.optional(),
  paidAt: Instant.optional(),
  paidWith: UsedPaymentMethod.optional(),
  refundedAt: Instant.optional(),
  captured: Money.optional(),
  refunded: Money.optional(),
  refundPending: Money.optional(),
  disputed: Money.optional(),
  refundOwed: Money.optional(),
  /** Was held and let go before it was taken, and nobody has paid it since; owed once goods have left. */
  lapsed: Money.optional(),
  refundFailure: z
    .object({ refundId: z.string(), failureCode: z.string(), at: Instant })
    .optional(),
  goods: RefundedGoods.optional(),
})

const ParcelEvent = z.object({
  at: Instant,
  code: z.string(),
  status: ShipmentStatus,
  location: z.string().optional(),
})

const Parcel = z.object({
  shipmentId: z.string(),
  trackingNumber: z.string().optional(),
  status: ShipmentStatus,
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  events: z.array(ParcelEvent),
  lines: z.array(ParcelLine).optional(),
  purpose: ShipmentPurpose.optional(),
  resolution: ParcelResolution.optional(),
})

const Invoice = z.object({
  invoiceId: z.string(),
  number: z.string().optional(),
  pdfReady: z.boolean(),
  creditNoteId: z.string().optional(),
  creditNoteNumber: z.string().optional(),
  creditNotes: z
    .array(z.object({ creditNoteId: z.string(), number: z.string(), total: Money }))
    .optional(),
})

const Fulfilment = z.object({
  stockCommittedAt: Instant.optional(),
  shipmentCreatedAt: Instant.optional(),
  invoiceIssuedAt: Instant.optional(),
  lateSince: Instant.optional(),
})

const Cancellation = z.object({
  status: z.enum(['requested', 'refused', 'refund_pending', 'refund_failed', 'done']),
  restock: z.boolean().optional(),
  by: Actor,
  reason: z.string(),
  at: Instant,
})

/** A return of the order as its quantities see it; the return itself is a document of its own. */
const OrderReturn = z.object({
  returnId: z.string(),
  kind: z.enum(['return', 'withdrawal']),
  /** What it is for: decides what is given back of the delivery. */
  cause: z.enum(['withdrawal', 'shop_fault', 'choice']),
  status: z.enum(['open', 'done', 'ended']),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  /** What of it is paid back, once it is inspected. */
  accepted: z.array(z.object({ sku: z.string(), quantity: z.int() })).optional(),
  /** What is given back of the delivery with it, in minor units. */
  delivery: z.int().optional(),
  requestedAt: Instant,
  /** Who asked for it with which idempotency key, hashed. */
  key: z.string(),
  /** Until its saga has begun: all that the return is made of, in case its document was not written. */
  asked: z
    .object({
      by: Actor,
      lines: z.array(
        z.object({
          sku: z.string(),
          quantity: z.int(),
          reason: ReturnReason,
          note: z.string().optional(),
          exchange: ReturnExchange.optional(),
        }),
      ),
    })
    .optional(),
})

const NewStatus = z.enum(['pending', 'awaiting_payment'])
const ConfirmedStatus = z.enum([
  ...['confirmed', 'processing', 'partially_shipped', 'shipped'],
  ...['partially_delivered', 'delivered', 'completed'],
] as const)
const FailedStatus = z.enum(['rejected', 'expired', 'cancelled'])

const HistoryEntry = z.object({
  id: z.int(),
  at: Instant,
  type: z.string(),
  status: z.enum([...NewStatus.options, ...ConfirmedStatus.options, ...FailedStatus.options]),
  by: Actor,
  detail: z.string().optional(),
})

const Ending = z.object({
  status: FailedStatus,
  reason: z.string(),
  shortages: z.array(Shortage).optional(),
  refusedPromotions: z.array(RefusedPromotion).optional(),
})
/** How an order that fails ends. */
export type Ending = z.infer<typeof Ending>

/** What an order of every status has. */
const Facts = z.object({
  schemaVersion: z.literal(2),
  orderId: z.string(),
  number: z.string(),
  cartId: z.string(),
  /** The user, or what stands for a guest: `gst_X` of `ord_X`. */
  userId: z.string(),
  guest: GuestAccess.optional(),
  /** Of an order that a guest placed and an account has now. */
  guestId: z.string().optional(),
  email: z.string(),
  locale: z.enum(['fr', 'en']),
  currency: z.string(),
  ...storedContent,
  paymentMethod: z.object({ provider: z.enum(['stripe', 'paypal']), token: z.string() }),
  /** Placed without a method of payment: until when it may be paid, and how. */
  paymentTerms: PaymentTerms.optional(),
  paymentLinks: z.array(PaymentLink).optional(),
  /** What the shop said when it was placed, whatever its settings are since; orders of before go by those. */
  promised: z
    .object({ paymentDeadlineSeconds: z.number(), returnWindowDays: z.number() })
    .optional(),
  origin: Origin.optional(),
  agreement: Agreement.optional(),
  placedAt: Instant,
  termsAcceptedAt: Instant.optional(),
  statusSince: Instant,
  payment: Payment,
  fulfilment: Fulfilment,
  parcels: z.array(Parcel),
  invoice: Invoice,
  cancellation: Cancellation.optional(),
  returns: z.array(OrderReturn).optional(),
  history: z.array(HistoryEntry),
  /** Who placed it with which idempotency key, hashed: a repeated placement finds its order again. */
  placementKey: z.string(),
  /** The newest versions of the payment's and the shipments' events so far: older ones are ignored. */
  eventVersions: z.object({
    payment: z.int(),
    shipment: z.int(),
    /** Of further shipments, by their ids. */
    further: z.record(z.string(), z.int()).optional(),
  }),
  traceparent: z.string().optional(),
  staff: StaffFacts.optional(),
  /** When it was last written: searches follow by it. */
  changedAt: Instant.optional(),
  /** The workflow instances of sagas that were started again. */
  sagaIds: z
    .object({
      order: z.string().optional(),
      cancel: z.string().optional(),
      edit: z.string().optional(),
    })
    .optional(),
  /** What was bought first, once an edit changed it. */
  placed: z.object(storedContent).optional(),
  edits: z.array(StoredEdit).optional(),
  /** How many edits were previewed: each has a number of its own. */
  editCount: z.int().optional(),
  /** How often its content changed; 1 as it was placed. */
  revision: z.int().optional(),
})
/** Written before anything is undone: an order that is half undone can only end so. */
const undoing = Ending.optional()

const Current = z.discriminatedUnion('status', [
  Facts.extend({ status: NewStatus, undoing }),
  Facts.extend({ status: ConfirmedStatus, confirmedAt: Instant, undoing }),
  Facts.extend({
    status: FailedStatus,
    confirmedAt: Instant.optional(),
    ending: Ending.omit({ status: true }),
  }),
])

/** An order as it is kept: a union by status. */
export type Order = z.infer<typeof Current>

/**
 * How orders are stored, apart from the public view: a change of the API does not change storage. A change of this
 * schema that old documents do not fit raises `schemaVersion` and gets a step in `upgrade`.
 */
export const StoredOrder: z.ZodType<Order> = z.preprocess(upgrade, Current)

/** Version 1 had no number, and called the versions of events `heard`. */
function upgrade(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('heard' in raw)) return raw
  const { heard, ...order } = raw
  return { ...order, eventVersions: heard, schemaVersion: 2 }
}
