import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { eventsOf } from '../event.ts'
import { UsedPaymentMethod } from '../orders/schemas.ts'
import { PaymentSums, RefundLine, RefundOrigin } from './schemas.ts'

const event = eventsOf('payments')

const PaymentFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  amount: Money,
  attempt: z.int(),
})
export const PaymentIntentCreated = event('PaymentIntentCreated', PaymentFact)
export const PaymentRequiresAction = event(
  'PaymentRequiresAction',
  PaymentFact.extend({ actionUrl: z.string() }),
)
export const PaymentSucceeded = event(
  'PaymentSucceeded',
  PaymentFact.extend({ paymentMethod: UsedPaymentMethod.optional() }),
)
export const PaymentFailed = event('PaymentFailed', PaymentFact.extend({ failureCode: z.string() }))
export const PaymentCancelled = event('PaymentCancelled', PaymentFact)

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
export const RefundSucceeded = event(
  'RefundSucceeded',
  RefundFact.extend({ creditTotal: Money.optional() }),
)
/** The provider refused a refund, or gave the money back to us after it had succeeded. */
export const RefundFailed = event('RefundFailed', RefundFact.extend({ failureCode: z.string() }))

const DisputeFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  disputeId: z.string(),
  amount: Money,
  reason: z.string(),
  ...PaymentSums.partial().shape,
})
/** The shopper's bank took money back; the provider keeps it until the dispute is closed. */
export const DisputeOpened = event('DisputeOpened', DisputeFact)
export const DisputeClosed = event(
  'DisputeClosed',
  DisputeFact.extend({ outcome: z.enum(['won', 'lost']) }),
)
