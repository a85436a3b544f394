import { z } from '@hono/zod-openapi'
import { WithdrawalExclusion } from '../catalog/withdrawal-exclusion.ts'
import { Instant, Locale, LocalizedText, Quantity, Sku } from '../common.ts'
import { Email } from '../email.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

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

/**
 * What became of a withdrawal: it cancels an order that has not left, or sends goods back. `open`: not yet found out; `unmatched`:
 * there is no such order of this person; `late`: after the period; `excluded`: nothing of it can be withdrawn from.
 */
export const WithdrawalOutcomeKind = oneOf('WithdrawalOutcomeKind', [
  'open',
  'cancel',
  'return',
  'unmatched',
  'late',
  'excluded',
])
export type WithdrawalOutcomeKind = z.infer<typeof WithdrawalOutcomeKind>

/** A confirmed withdrawal as staff see it, with what became of it. */
export const StaffWithdrawal = Withdrawal.omit({ information: true })
  .extend({
    outcome: z.object({
      kind: WithdrawalOutcomeKind,
      orderId: z.string().optional(),
      returnId: z.string().optional(),
      /** Of a cancel: its order has ended. */
      isDone: z.boolean().optional(),
      /** Goods of it that the law lets nobody withdraw from. */
      exclusions: z.array(z.object({ sku: Sku, exclusion: WithdrawalExclusion })).optional(),
    }),
    /** Staff said which order it means. */
    attached: z.object({ orderId: z.string(), at: Instant, by: z.string() }).optional(),
  })
  .openapi('StaffWithdrawal')
export type StaffWithdrawal = z.infer<typeof StaffWithdrawal>
