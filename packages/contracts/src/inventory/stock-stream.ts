import { z } from '@hono/zod-openapi'
import { Sku } from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { forVisitors } from '../operation.ts'
import { schema } from '../schema.ts'
import { StockLevel } from './schemas.ts'

/** SKUs that a stream may follow: a page shows fewer. */
export const followedSkus = 30

/**
 * What a live stream says of a SKU. Shoppers see how much is left only when it is little (`low`), and never that more is promised than
 * is on hand; staff see the figures. A SKU that nobody stocks is `out`, of version 0.
 */
export const StockChange = schema('StockChange', {
  sku: Sku,
  level: StockLevel,
  /** How many are left, when they are few. */
  left: z.int().optional(),
  version: z.int(),
  available: z.int().optional(),
  onHand: z.int().optional(),
  reserved: z.int().optional(),
})
export type StockChange = z.infer<typeof StockChange>

const Skus = z
  .union([Sku, z.array(Sku).max(followedSkus)])
  .transform((value) => [...new Set(typeof value === 'string' ? [value] : value)].sort())
  .openapi({ type: 'array', items: { type: 'string' }, minItems: 1, maxItems: followedSkus })

const example = new Map<string, StockChange>([
  ['12.7', { sku: 'LAMP-BLACK', level: 'ok', version: 12 }],
  ['12.8', { sku: 'LAMP-WHITE', level: 'low', left: 2, version: 8 }],
])

/**
 * The stock of some SKUs as a live stream: each as it is now, then whenever what is shown of it changes, at most a few times a second.
 * `Last-Event-ID` leaves out those that did not change since; with it, a stream names the same SKUs as the one before.
 */
export const streamStock = forVisitors('StreamStock', 'GET /api/stock/events', {
  request: {
    query: z.object({ sku: Skus }),
    headers: z.object({ 'last-event-id': z.string().max(400).optional() }),
  },
  responses: {
    200: eventStreamAnswer({
      description: 'Each SKU as it is now, then its changes',
      type: 'stock',
      data: { $ref: '#/components/schemas/StockChange' },
      example,
    }),
  },
  problems: ['invalid_request'],
})
