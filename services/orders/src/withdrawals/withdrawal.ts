import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import { Locale } from '@comptoir/contracts/common'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

const facts = {
  withdrawalId: z.string(),
  name: z.string(),
  orderNumber: z.string(),
  email: z.string(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).optional(),
  locale: Locale,
  declaredAt: z.iso.datetime(),
  /** Of the token that confirms it and reads its receipt; the token itself is not kept. */
  tokenHash: z.string(),
}

/** Goods that the law lets nobody withdraw from. */
const exclusions = z.array(z.object({ sku: z.string(), exclusion: WithdrawalExclusion }))

/**
 * What became of a withdrawal: it cancels an order that has not left, or sends goods back. `unmatched`: there is no such order of
 * this person; `late`: after the period; `excluded`: nothing of it can be withdrawn from. Staff look at these.
 */
const outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cancel'),
    orderId: z.string(),
    /** The order has ended: a cancel that is not done may yet become a return. */
    isDone: z.literal(true).optional(),
  }),
  z.object({
    kind: z.literal('return'),
    orderId: z.string(),
    returnId: z.string(),
    exclusions: exclusions.optional(),
  }),
  z.object({
    kind: z.enum(['unmatched', 'late', 'excluded']),
    orderId: z.string().optional(),
    exclusions: exclusions.optional(),
  }),
])
export type Outcome = z.infer<typeof outcome>

/** How a withdrawal is stored. Once confirmed, what it says never changes: the receipt is drawn from it. */
export const StoredWithdrawal = z.discriminatedUnion('status', [
  z.object({ status: z.literal('declared'), ...facts }),
  z.object({
    status: z.literal('confirmed'),
    ...facts,
    confirmedAt: z.iso.datetime(),
    outcome: outcome.optional(),
    /** Staff said which order it means; who, by user id. */
    attached: z.object({ orderId: z.string(), at: z.iso.datetime(), by: z.string() }).optional(),
  }),
])
export type Withdrawal = z.infer<typeof StoredWithdrawal>
export type ConfirmedWithdrawal = Extract<Withdrawal, { status: 'confirmed' }>

/** The declaration becomes a withdrawal, once: the first moment stands. */
export const confirm = (withdrawal: Withdrawal, confirmedAt: string): Withdrawal =>
  withdrawal.status === 'declared'
    ? { ...withdrawal, status: 'confirmed', confirmedAt }
    : withdrawal

/** Whether something may yet become of it. */
export const isOpen = ({ outcome }: ConfirmedWithdrawal): boolean =>
  outcome === undefined || (outcome.kind === 'cancel' && !outcome.isDone)

/** Writes down what became of it; a withdrawal that was to cancel an order may become a return of goods that had left. */
export function decide(withdrawal: Withdrawal, next: Outcome): Withdrawal {
  if (withdrawal.status !== 'confirmed') return withdrawal
  if (withdrawal.outcome && !isOpen(withdrawal)) return withdrawal
  // found out before staff said which order it means
  const { attached } = withdrawal
  if (attached && next.orderId !== attached.orderId) return withdrawal
  const isSame = withdrawal.outcome?.kind === next.kind
  if (isSame && !(next.kind === 'cancel' && next.isDone)) return withdrawal
  return { ...withdrawal, outcome: next }
}

type Attached = NonNullable<ConfirmedWithdrawal['attached']>
const nothingCame: readonly string[] = ['unmatched', 'late', 'excluded']

/** Staff say which order it means, as long as nothing came of it: what becomes of it is then found out anew. */
export function attachTo(withdrawal: Withdrawal, attached: Attached): Withdrawal {
  if (withdrawal.status !== 'confirmed') throw refuse('transition_refused', 'it is not confirmed')
  const { outcome, ...rest } = withdrawal
  if (withdrawal.attached?.orderId === attached.orderId) return withdrawal
  if (!outcome || !nothingCame.includes(outcome.kind))
    throw refuse('transition_refused', `it is a ${outcome?.kind ?? 'withdrawal'} already`)
  return { ...rest, attached }
}
