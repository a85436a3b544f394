import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { eventsOf } from '../event.ts'
import { Shortage } from '../inventory/schemas.ts'
import { OrderSnapshot, UsedPaymentMethod } from './schemas.ts'

const event = eventsOf('orders')

export const OrderCreated = event('OrderCreated', OrderSnapshot)
/** The order is paid and its stock secured; carries the full details again, so consumers need no earlier event. */
export const OrderConfirmed = event(
  'OrderConfirmed',
  OrderSnapshot.extend({ confirmedAt: Instant, paidWith: UsedPaymentMethod.optional() }),
)

const OrderFact = z.object({
  orderId: z.string(),
  number: z.string(),
  userId: z.string(),
  cartId: z.string(),
})
export const OrderRejected = event(
  'OrderRejected',
  OrderFact.extend({ reason: z.string(), shortages: z.array(Shortage).optional() }),
)
export const OrderExpired = event('OrderExpired', OrderFact)
export const OrderCancelled = event('OrderCancelled', OrderFact.extend({ reason: z.string() }))
export const OrderProcessing = event('OrderProcessing', OrderFact)
export const OrderShipped = event('OrderShipped', OrderFact)
export const OrderDelivered = event('OrderDelivered', OrderFact)
