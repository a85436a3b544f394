import { z } from '@hono/zod-openapi'
import { Instant, Locale, LocalizedText, Quantity, Sku } from '../common.ts'
import { Email } from '../email.ts'
import { requiredText, schema } from '../schema.ts'

/**
 * A consumer withdraws from a contract: who they are, which contract, and where the receipt goes (Code de la consommation, D221-5). No
 * reason is asked. Without lines it is the whole order.
 */
export const NewWithdrawal = schema('NewWithdrawal', {
  name: requiredText(100),
  orderNumber: requiredText(40),
  email: Email,
  lines: z
    .array(z.object({ sku: Sku, quantity: Quantity }))
    .min(1)
    .max(200)
    .optional(),
  locale: Locale.default('fr'),
})
export type NewWithdrawal = z.infer<typeof NewWithdrawal>

/** What was declared, as it was typed. It says nothing of whether there is such an order. */
export const Withdrawal = schema('Withdrawal', {
  withdrawalId: z.string(),
  status: z.enum(['declared', 'confirmed']),
  name: z.string(),
  orderNumber: z.string(),
  email: z.string(),
  lines: z.array(z.object({ sku: Sku, quantity: Quantity })).optional(),
  locale: Locale,
  declaredAt: Instant,
  /** When it was confirmed: the moment that counts. */
  confirmedAt: Instant.optional(),
  /** When the money is back at the latest: fourteen days after; the shop may wait for the goods, or a proof of sending. */
  refundBy: z.iso.date().optional(),
  /** What is told before and after the confirmation: the period, the goods that are excluded, the refund. */
  information: z.array(LocalizedText),
})
export type Withdrawal = z.infer<typeof Withdrawal>
