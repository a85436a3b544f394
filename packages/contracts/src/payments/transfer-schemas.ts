import { z } from '@hono/zod-openapi'
import { Instant, Money } from '../common.ts'
import { limits } from '../limits.ts'
import { TransferTarget } from '../orders/schemas.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/** Money that came from, or went back to, the customer's bank, as staff noted it from the shop's account. */
export const BankTransfer = schema('BankTransfer', {
  id: z.string(),
  kind: oneOf('BankTransferKind', ['received', 'returned']),
  amount: Money,
  /** When the bank booked it. */
  date: z.iso.date(),
  reference: z.string(),
  notedAt: Instant,
})
export type BankTransfer = z.infer<typeof BankTransfer>

/** The transfers of an order: it is paid once they cover its amount. */
export const TransferAccount = schema('TransferAccount', {
  /** What the customer was told to write on it, and until when it is awaited. */
  reference: z.string().optional(),
  dueAt: Instant.optional(),
  /** Where it was to be sent to. */
  account: TransferTarget.optional(),
  received: Money,
  /** What is still to come until the order is paid. */
  missing: Money,
  /** With the shop and not for the order: paid too much, too late or not enough. Staff send it back and note that. */
  excess: Money,
  transfers: z.array(BankTransfer),
})
export type TransferAccount = z.infer<typeof TransferAccount>

const noteOfTransfer = {
  date: z.iso.date(),
  /** As it is on the statement of the bank. */
  reference: requiredText(140),
}

export const RecordTransfer = schema('RecordTransfer', {
  kind: BankTransfer.shape.kind.default('received'),
  /** In minor units. */
  amount: z.int().min(1).max(limits.amount),
  ...noteOfTransfer,
})
export type RecordTransfer = z.infer<typeof RecordTransfer>
export const RecordRefundTransfer = schema('RecordRefundTransfer', noteOfTransfer)
