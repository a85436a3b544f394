import { Address, Instant, Money } from '@comptoir/contracts/common'
import { EditStatus } from '@comptoir/contracts/orders/edits'
import { z } from 'zod'
import { storedContent } from './stored-content.ts'

/** An edit as it is kept with its order. */
export const StoredEdit = z.object({
  editId: z.string(),
  /** Counted from 1 within the order: ids of what it does are derived from it. */
  number: z.int(),
  status: EditStatus,
  changes: z.object({
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).optional(),
    shippingAddress: Address.optional(),
    billingAddress: Address.optional(),
    shippingOptionId: z.string().optional(),
  }),
  preview: z.object(storedContent),
  difference: Money,
  revision: z.int(),
  by: z.enum(['customer', 'staff']),
  createdAt: Instant,
  expiresAt: Instant,
  confirmedAt: Instant.optional(),
  endedAt: Instant.optional(),
  reason: z.string().optional(),
  /** Written before it is done or undone for good: a saga that starts again goes on with it. */
  decision: z.enum(['apply', 'undo']).optional(),
  /** What the difference is paid with, until it is. */
  paymentMethod: z.object({ provider: z.enum(['stripe', 'paypal']), token: z.string() }).optional(),
  payment: z
    .object({
      paymentIntentId: z.string(),
      status: z.string(),
      actionUrl: z.string().optional(),
      failureCode: z.string().optional(),
      authorisedUntil: Instant.optional(),
    })
    .optional(),
  /** The workflow instance of its saga, once that was started again. */
  sagaId: z.string().optional(),
  refunds: z.array(z.object({ refundId: z.string(), amount: Money })).optional(),
})
export type StoredEdit = z.infer<typeof StoredEdit>
