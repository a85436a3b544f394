import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { schema } from '../schema.ts'
import { Order } from './view.ts'

/** The secret that opens one order, and the link that is exchanged for it: both are kept as digests only. */
export const OrderToken = z.string().min(20).max(200).openapi({ example: 'k3mX…' })

/**
 * What opens the order of a guest. `orderToken` is kept by the shop front and lives for months; with it comes the access token
 * that every service takes, for minutes. Without `accessToken`, ask for one later: it could not be signed now.
 */
export const GuestAccess = schema('GuestAccess', {
  orderId: z.string(),
  orderToken: OrderToken,
  expiresAt: Instant,
  accessToken: z.string().optional(),
  expiresInSeconds: z.int().optional(),
})
export type GuestAccess = z.infer<typeof GuestAccess>

/** The order as it was placed; to a guest with what opens it. */
export const PlacedOrder = Order.extend({ guest: GuestAccess.optional() }).openapi('PlacedOrder')
