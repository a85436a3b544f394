import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { defineEvent } from '../event.ts'
import { UsedPaymentMethod } from '../orders/schemas.ts'
import { PaymentSums, RefundLine, RefundOrigin } from './schemas.ts'

const PaymentFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  amount: Money,
  attempt: z.int(),
})
export const PaymentIntentCreated = defineEvent('payments', 'PaymentIntentCreated', PaymentFact)
export const PaymentRequiresAction = defineEvent(
  'payments',
  'PaymentRequiresAction',
  PaymentFact.extend({ actionUrl: z.string() }),
)
export const PaymentSucceeded = defineEvent(
  'payments',
  'PaymentSucceeded',
  PaymentFact.extend({ paymentMethod: UsedPaymentMethod.optional() }),
)
export const PaymentFailed = defineEvent(
  'payments',
  'PaymentFailed',
  PaymentFact.extend({ failureCode: z.string() }),
)
export const PaymentCancelled = defineEvent('payments', 'PaymentCancelled', PaymentFact)

const RefundFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  refundId: z.string(),
  amount: Money,
  reason: z.string(),
  origin: RefundOrigin.optional(),
  lines: z.array(RefundLine).optional(),
  ...PaymentSums.partial().shape,
})
/** `creditTotal`: how much of it no earlier refund was credited for; the rest makes a failed refund good. */
export const RefundSucceeded = defineEvent(
  'payments',
  'RefundSucceeded',
  RefundFact.extend({ creditTotal: Money.optional() }),
)
/** The provider refused a refund, or gave the money back to us after it had succeeded. */
export const RefundFailed = defineEvent(
  'payments',
  'RefundFailed',
  RefundFact.extend({ failureCode: z.string() }),
)

const DisputeFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  disputeId: z.string(),
  amount: Money,
  reason: z.string(),
  ...PaymentSums.partial().shape,
})
/** The shopper's bank took money back; the provider keeps it until the dispute is closed. */
export const DisputeOpened = defineEvent('payments', 'DisputeOpened', DisputeFact)
export const DisputeClosed = defineEvent(
  'payments',
  'DisputeClosed',
  DisputeFact.extend({ outcome: z.enum(['won', 'lost']) }),
)
