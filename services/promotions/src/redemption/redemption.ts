import { Money } from '@comptoir/contracts/common'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { RedemptionConfirmed, RedemptionReleased } from '@comptoir/contracts/promotions/events'
import { z } from 'zod'

/** A use of a promotion by an order, as scripts keep it. */
const ScriptUse = z.object({
  promotionId: z.string(),
  code: z.string().optional(),
  amount: z.int(),
  currency: z.string(),
})

/** The uses of an order as scripts keep them. Without uses it is a refusal, or the mark of an order that ended first. */
export const RedemptionRecord = z.object({
  orderId: z.string(),
  /** Only while the uses count: nobody is named longer than the limit of a customer needs it. */
  userId: z.string().optional(),
  status: z.enum(['reserved', 'confirmed', 'released', 'expired', 'refused']),
  uses: z.array(ScriptUse).optional(),
  /** Milliseconds since 1970, by the clock of Redis. */
  expiresAt: z.int().optional(),
  changedAt: z.int(),
  version: z.int(),
})
export type RedemptionRecord = z.infer<typeof RedemptionRecord>

const Use = z.object({ promotionId: z.string(), code: z.string().optional(), amount: Money })

/** The uses of an order as its document has them: for reports, and to count them again when Redis was lost. */
export const StoredRedemption = z.object({
  orderId: z.string(),
  userId: z.string().optional(),
  status: z.enum(['reserved', 'confirmed', 'released', 'expired']),
  uses: z.array(Use).min(1),
  expiresAt: z.iso.datetime().optional(),
  changedAt: z.iso.datetime(),
  /** Of the record that it was written from. */
  recordVersion: z.int(),
})
export type Redemption = z.infer<typeof StoredRedemption>

/** The document of a record; none for a record that never held a use. One that is refused later has run out before. */
export function redemptionOf(record: RedemptionRecord): Redemption | undefined {
  const { orderId, userId, status, uses = [], expiresAt, changedAt, version } = record
  if (uses.length === 0) return undefined
  return {
    orderId,
    ...(userId !== undefined && { userId }),
    status: status === 'refused' ? 'expired' : status,
    uses: uses.map(({ amount, currency, ...use }) => ({ ...use, amount: { amount, currency } })),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
    changedAt: new Date(changedAt).toISOString(),
    recordVersion: version,
  }
}

/** The record that a document was written from. */
export function recordOf(redemption: Redemption): RedemptionRecord {
  const { uses, expiresAt, changedAt, recordVersion, ...facts } = redemption
  return {
    ...facts,
    uses: uses.map(({ amount, ...use }) => ({ ...use, ...amount })),
    ...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
    changedAt: Date.parse(changedAt),
    version: recordVersion,
  }
}

const counts = (redemption: Redemption | undefined): boolean =>
  redemption?.status === 'reserved' || redemption?.status === 'confirmed'

/**
 * What a document tells when it becomes another: each use that became final, and each that was given back. States that no
 * document had are skipped: an order that was confirmed and cancelled in between has only given back.
 */
export function eventsOf(before: Redemption | undefined, after: Redemption): NewEvent[] {
  const { orderId, status, uses } = after
  const facts = uses.map((use) => ({ orderId, ...use }))
  if (status === 'confirmed' && before?.status !== 'confirmed')
    return facts.map((fact) => newEvent(RedemptionConfirmed, fact))
  const isBack = !counts(after) && (before === undefined || counts(before))
  return isBack ? facts.map((fact) => newEvent(RedemptionReleased, fact)) : []
}
