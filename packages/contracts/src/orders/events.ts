import { z } from '@hono/zod-openapi'
import { Instant, Locale, Money } from '../common.ts'
import { eventsOf } from '../event.ts'
import { Shortage } from '../inventory/schemas.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { RefusedPromotion } from '../promotions/schemas.ts'
import { ParcelLine } from '../shipping/schemas.ts'
import { ReturnKind, ReturnLine, ReturnStatus } from './return-schemas.ts'
import { OrderSnapshot, SoldGoods, TransferTarget, UsedPaymentMethod } from './schemas.ts'
import { Withdrawal } from './withdrawal-schemas.ts'

const event = eventsOf('orders')

export const OrderCreated = event(
  'OrderCreated',
  OrderSnapshot,
  'An order was placed and awaits stock and payment.',
)
export const OrderConfirmed = event(
  'OrderConfirmed',
  OrderSnapshot.extend({
    confirmedAt: Instant,
    paidWith: UsedPaymentMethod.optional(),
    captureAt: z
      .enum(['shipping'])
      .optional()
      .describe('`shipping`: the money is held, and taken when the first parcel leaves.'),
  }),
  'The order is paid and its stock secured; carries the full details again, so consumers need no earlier event.',
)

const OrderFact = z.object({
  orderId: z.string(),
  number: z.string(),
  userId: z.string(),
  cartId: z.string(),
})
export const OrderRejected = event(
  'OrderRejected',
  OrderFact.extend({
    reason: z.string(),
    shortages: z.array(Shortage).optional(),
    refusedPromotions: z.array(RefusedPromotion).optional(),
  }),
  'An order could not be taken: too little stock, a promotion was used up, or its payment failed for good.',
)
export const OrderExpired = event('OrderExpired', OrderFact, 'An order was not paid in time.')
export const OrderCancelled = event(
  'OrderCancelled',
  OrderFact.extend({ reason: z.string() }),
  'An order was cancelled, by the customer or by staff.',
)
export const OrderProcessing = event(
  'OrderProcessing',
  OrderFact,
  'Stock, invoice and shipment of an order are ready: it is being prepared.',
)

const ParcelsFact = OrderFact.extend({
  left: z.array(ParcelLine).optional().describe('Every line that has left so far.'),
  delivered: z.array(ParcelLine).optional().describe('Every line that has arrived so far.'),
  lastDeliveredAt: Instant.optional().describe('When the last parcel so far arrived.'),
  goods: SoldGoods.optional().describe('All that was sold, where a vendor sells any of it.'),
})
export const OrderPartiallyShipped = event(
  'OrderPartiallyShipped',
  ParcelsFact,
  'The first parcels of an order left; others are still here.',
)
export const OrderShipped = event('OrderShipped', ParcelsFact, 'The parcels of an order left.')
export const OrderPartiallyDelivered = event(
  'OrderPartiallyDelivered',
  ParcelsFact,
  'The first parcels of an order arrived; others did not yet.',
)
export const OrderDelivered = event(
  'OrderDelivered',
  ParcelsFact,
  'The parcels of an order arrived; of one that did not, the money went back or nothing follows.',
)
export const OrderEdited = event(
  'OrderEdited',
  OrderSnapshot.extend({
    editId: z.string(),
    revision: z.int().describe('How often the content of the order changed; 1 as it was placed.'),
    difference: Money.describe('What was paid beside (above zero), or goes back (below).'),
  }),
  'An order changed after it was placed: goods, addresses or shipping; carries the full details as they are now.',
)
export const OrderEditFailed = event(
  'OrderEditFailed',
  OrderFact.extend({ editId: z.string(), reason: z.string() }),
  'An edit came to nothing: the order is as before.',
)
export const OrderLinkRequested = event(
  'OrderLinkRequested',
  OrderFact.extend({ linkId: z.string(), locale: Locale, expiresAt: Instant }),
  'A guest asked for a link to an order: whoever sends it asks orders for it, by its id.',
)
export const OrderAttached = event(
  'OrderAttached',
  OrderFact.extend({ guestId: z.string() }),
  'The order of a guest belongs to an account now: what had the guest as its owner has the user.',
)

const ReturnFact = z.object({
  returnId: z.string(),
  orderId: z.string(),
  number: z.string(),
  userId: z.string(),
  kind: ReturnKind,
  lines: z.array(ReturnLine.omit({ note: true })),
})
export const ReturnRequested = event(
  'ReturnRequested',
  ReturnFact,
  'A customer wants to send goods of an order back.',
)
export const ReturnApproved = event(
  'ReturnApproved',
  ReturnFact.extend({ dueAt: Instant }),
  'Goods may be sent back until `dueAt`; a withdrawal needs nobody to approve it.',
)
export const ReturnReceived = event(
  'ReturnReceived',
  ReturnFact,
  'Goods of a return arrived; its lines are what arrived.',
)
export const ReturnRefunded = event(
  'ReturnRefunded',
  ReturnFact.extend({ refundId: z.string().optional(), amount: Money }),
  'The money of a return went back; without an id nothing was left to give back.',
)
export const ReturnClosed = event(
  'ReturnClosed',
  ReturnFact.extend({ outcome: ReturnStatus, reason: z.string().optional() }),
  'A return is over: `closed` with its money back, else refused, cancelled or expired.',
)
export const OrderNoted = event(
  'OrderNoted',
  OrderFact.extend({ noteId: z.string(), by: z.string() }),
  'Staff wrote a note on an order; orders has its text.',
)
export const OrderTagged = event(
  'OrderTagged',
  OrderFact.extend({ tags: z.array(z.string()), by: z.string() }),
  'Staff changed the tags of an order; these are all that it has now.',
)

export const WithdrawalConfirmed = event(
  'WithdrawalConfirmed',
  Withdrawal.omit({ information: true, refundBy: true }),
  'A consumer withdrew from an order, as they typed it; whoever sends mail sends the receipt to `email`.',
)

const DraftFact = z.object({ draftId: z.string(), by: z.string() })
export const OrderDraftCreated = event(
  'OrderDraftCreated',
  DraftFact,
  'Staff began an order for a customer; nothing is held for it.',
)
export const OrderDraftDeleted = event(
  'OrderDraftDeleted',
  DraftFact.extend({ reason: z.enum(['deleted', 'forgotten', 'erased']) }),
  'A draft is gone: staff deleted it, nobody changed it for long, or its customer was erased.',
)
export const PaymentLinkCreated = event(
  'PaymentLinkCreated',
  OrderFact.extend({
    linkId: z.string(),
    locale: Locale,
    expiresAt: Instant,
    total: Money,
    returnId: z
      .string()
      .optional()
      .describe(
        'The return whose exchange costs `total` more; without it the order is to be paid.',
      ),
  }),
  'A link to the payment of an order was made: whoever sends it asks orders for it, by its id.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
export const TransferAwaited = event(
  'TransferAwaited',
  OrderFact.extend({
    locale: Locale,
    total: Money,
    dueAt: Instant,
    reference: z.string(),
    account: TransferTarget,
  }),
  'An order waits to be paid by a bank transfer: how much, to which account, with which reference, until when.',
)
