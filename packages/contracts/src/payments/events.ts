import { z } from '@hono/zod-openapi'
import { Instant, Money } from '../common.ts'
import { eventsOf } from '../event.ts'
import { UsedPaymentMethod } from '../orders/schemas.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { PaymentSums, RefundLine, RefundOrigin } from './schemas.ts'

const event = eventsOf('payments')

const PaymentFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  amount: Money,
  attempt: z.int(),
  purpose: z
    .string()
    .optional()
    .describe(
      'What a further payment of the order is for, for example an edit; absent: the order.',
    ),
  ...PaymentSums.partial().shape,
})
export const PaymentIntentCreated = event(
  'PaymentIntentCreated',
  PaymentFact,
  'The payment of an order was opened with the provider.',
)
export const PaymentRequiresAction = event(
  'PaymentRequiresAction',
  PaymentFact.extend({ actionUrl: z.string() }),
  'The shopper must confirm the payment at `actionUrl`.',
)
export const PaymentSucceeded = event(
  'PaymentSucceeded',
  PaymentFact.extend({ paymentMethod: UsedPaymentMethod.optional() }),
  'The order is paid; with `purpose`, a further amount of it.',
)
export const PaymentAuthorised = event(
  'PaymentAuthorised',
  PaymentFact.extend({
    authorisedUntil: Instant.optional().describe('When the provider lets the money go.'),
    paymentMethod: UsedPaymentMethod.optional(),
  }),
  'The provider holds the money of the order; it is taken when the first parcel leaves.',
)
export const PaymentAuthorisationExpiring = event(
  'PaymentAuthorisationExpiring',
  PaymentFact.extend({ authorisedUntil: Instant }),
  'Money that is held and not taken will soon be free again: what has not left must not leave.',
)
export const PaymentFailed = event(
  'PaymentFailed',
  PaymentFact.extend({ failureCode: z.string() }),
  'An attempt to pay failed.',
)
export const PaymentCancelled = event(
  'PaymentCancelled',
  PaymentFact.extend({
    reason: z
      .string()
      .optional()
      .describe(
        '`expired`, `capture_refused`: the provider let held money go, or did not give it.',
      ),
  }),
  'A payment was voided before any money moved.',
)

const RefundFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  refundId: z.string(),
  amount: Money,
  reason: z.string(),
  origin: RefundOrigin.optional(),
  lines: z.array(RefundLine).optional(),
  shipping: Money.optional().describe('How much of it is for the delivery to the shopper.'),
  uninvoiced: z
    .boolean()
    .optional()
    .describe(
      'True: it was taken for an edit or an exchange that came to nothing, so it takes nothing off what was sold or invoiced.',
    ),
  ...PaymentSums.partial().shape,
})
export const RefundSucceeded = event(
  'RefundSucceeded',
  RefundFact.extend({
    creditTotal: Money.optional().describe(
      'How much of it no earlier refund was credited for; the rest makes a failed refund good.',
    ),
  }),
  'Money went back to the shopper.',
)
export const RefundFailed = event(
  'RefundFailed',
  RefundFact.extend({ failureCode: z.string() }),
  'The provider refused a refund, or gave the money back to us after it had succeeded.',
)

const DisputeFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  disputeId: z.string(),
  amount: Money,
  reason: z.string(),
  ...PaymentSums.partial().shape,
})
export const DisputeOpened = event(
  'DisputeOpened',
  DisputeFact.extend({
    dueBy: Instant.optional().describe('Until when the provider takes evidence.'),
  }),
  "The shopper's bank took money back; the provider keeps it until the dispute is closed.",
)
export const DisputeAnswered = event(
  'DisputeAnswered',
  DisputeFact.extend({ kind: z.enum(['evidence', 'accept']), by: z.string() }),
  'Staff answered a dispute, with evidence or by giving in; the provider has the answer.',
)
export const DisputeClosed = event(
  'DisputeClosed',
  DisputeFact.extend({
    outcome: z.enum(['won', 'lost']),
    fee: Money.optional().describe('What the provider keeps for dealing with it.'),
  }),
  'A dispute was decided: `won` means that the shop keeps the money.',
)

export const TransferRecorded = event(
  'TransferRecorded',
  z.object({
    orderId: z.string(),
    paymentIntentId: z.string(),
    transferId: z.string(),
    kind: z.enum(['received', 'returned']),
    amount: Money,
    received: Money,
    missing: Money.describe('What is still to come until the order is paid.'),
    excess: Money.describe('What the shop has and is to send back.'),
  }),
  'Staff noted a bank transfer of an order.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
