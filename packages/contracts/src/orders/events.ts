import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { defineEvent } from '../event.ts'
import { Shortage } from '../inventory/schemas.ts'
import { OrderSnapshot, UsedPaymentMethod } from './schemas.ts'

export const OrderCreated = defineEvent('orders', 'OrderCreated', OrderSnapshot)
/** The order is paid and its stock secured; carries the full details again, so consumers need no earlier event. */
export const OrderConfirmed = defineEvent(
  'orders',
  'OrderConfirmed',
  OrderSnapshot.extend({ confirmedAt: Instant, paidWith: UsedPaymentMethod.optional() }),
)

const OrderFact = z.object({
  orderId: z.string(),
  number: z.string(),
  userId: z.string(),
  cartId: z.string(),
})
export const OrderRejected = defineEvent(
  'orders',
  'OrderRejected',
  OrderFact.extend({ reason: z.string(), shortages: z.array(Shortage).optional() }),
)
export const OrderExpired = defineEvent('orders', 'OrderExpired', OrderFact)
export const OrderCancelled = defineEvent(
  'orders',
  'OrderCancelled',
  OrderFact.extend({ reason: z.string() }),
)
export const OrderProcessing = defineEvent('orders', 'OrderProcessing', OrderFact)
export const OrderShipped = defineEvent('orders', 'OrderShipped', OrderFact)
export const OrderDelivered = defineEvent('orders', 'OrderDelivered', OrderFact)
