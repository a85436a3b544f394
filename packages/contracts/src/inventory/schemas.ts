import { z } from '@hono/zod-openapi'
import { Instant, Quantity, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

export const StockLine = schema('StockLine', { sku: Sku, quantity: Quantity })
export type StockLine = z.infer<typeof StockLine>

/** A line that cannot be served, with what is left. */
export const Shortage = schema('Shortage', { sku: Sku, requested: z.int(), available: z.int() })
export type Shortage = z.infer<typeof Shortage>

/**
 * The outcome of an operation on a reservation. A refusal is a value, not an error.
 * `cancelled`: a release came first (its tombstone answers). `restocked`: released after its commit.
 */
export const ReservationOutcome = schema('ReservationOutcome', {
  reservationId: z.string(),
  status: z.enum([
    'unknown',
    'reserved',
    'secured',
    'committed',
    'released',
    'restocked',
    'expired',
    'refused',
    'cancelled',
  ]),
  expiresAt: Instant.optional(),
  shortages: z.array(Shortage).optional(),
  /** The last change of its lines: `refused` changed nothing. */
  amendment: z
    .object({
      number: z.int(),
      status: z.enum(['applied', 'refused']),
      shortages: z.array(Shortage).optional(),
    })
    .optional(),
})
export type ReservationOutcome = z.infer<typeof ReservationOutcome>

/** How much is left: `low` at the item's threshold, `oversold` when more is promised than is on hand. */
export const StockLevel = oneOf('StockLevel', ['ok', 'low', 'out', 'oversold'])

/** What anyone may know of an item's stock; `onHand`, `reserved` and `lowThreshold` are for staff. */
export const StockItem = schema('StockItem', {
  sku: Sku,
  available: z.int(),
  level: StockLevel,
  version: z.int(),
  onHand: z.int().optional(),
  reserved: z.int().optional(),
  lowThreshold: z.int().optional(),
})
export type StockItem = z.infer<typeof StockItem>

export const MovementType = oneOf('MovementType', [
  'receipt',
  'sale',
  'return',
  'adjustment',
  'loss',
])

/** A change of what is on hand; all movements of an item add up to what is on hand. */
export const StockMovement = schema('StockMovement', {
  movementId: z.string(),
  sku: Sku,
  type: MovementType,
  quantity: z.int(),
  onHand: z.int().openapi({ description: 'On hand after the movement' }),
  reason: z.string(),
  actor: z.string(),
  reference: z.string(),
  at: Instant,
})
export type StockMovement = z.infer<typeof StockMovement>

/** A movement by hand; the sign of the quantity is its direction: receipts and returns add, losses take. */
export const NewMovement = z
  .object({
    type: MovementType.exclude(['sale']),
    quantity: z.int().min(-100_000).max(100_000),
    reason: requiredText(200),
    reference: z.string().trim().max(100).default(''),
  })
  .refine(({ type, quantity }) => (type === 'loss' ? quantity < 0 : quantity !== 0), {
    path: ['quantity'],
    message: 'a loss is negative, no movement is zero',
  })
  .refine(({ type, quantity }) => !(type === 'receipt' || type === 'return') || quantity > 0, {
    path: ['quantity'],
    message: 'receipts and returns are positive',
  })
  .openapi('NewMovement')
export type NewMovement = z.infer<typeof NewMovement>

/** An alert for staff; it closes by itself when the item's level is another. */
export const StockAlert = schema('StockAlert', {
  alertId: z.string(),
  sku: Sku,
  kind: z.enum(['low', 'out', 'oversold']),
  status: z.enum(['open', 'acknowledged', 'closed']),
  available: z.int(),
  raisedAt: Instant,
  acknowledgedBy: z.string().optional(),
  acknowledgedAt: Instant.optional(),
  closedAt: Instant.optional(),
})
export type StockAlert = z.infer<typeof StockAlert>

export const OnHand = z.int().min(0).max(limits.stock)
export const Threshold = z.int().min(0).max(limits.stock)

/** What is on hand of many items: of new ones, unless `overwrite`. */
export const StockImport = z.object({
  items: z
    .array(z.object({ sku: Sku, onHand: OnHand, lowThreshold: Threshold.optional() }))
    .min(1)
    .max(200),
  overwrite: z.boolean().default(false),
})
export const StockImportOutcome = z.object({
  items: z.array(z.object({ sku: Sku, outcome: z.enum(['created', 'changed', 'unchanged']) })),
})
