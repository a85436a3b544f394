import type { ProviderSettlement } from '@comptoir/contracts/payments/payout-schemas'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { Settlement, SettlementLine } from '../provider/provider.ts'
import type { StoredPayout } from './payout-store.ts'

type Moved = Pick<Settlement, 'kind' | 'amount'> & {
  readonly lines: readonly Pick<SettlementLine, 'kind' | 'amount' | 'fee'>[]
}

/** What a provider kept of a settlement, in lines of their own and of the others, and what left its balance for the bank. */
export function movedToBank({ kind, amount, lines }: Moved) {
  const sum = (of: (line: Moved['lines'][number]) => number) =>
    lines.reduce((all, line) => all + of(line), 0)
  const charged = sum((line) => {
    if (line.kind === 'payout') return 0
    return line.kind === 'fee' ? line.fee - line.amount : line.fee
  })
  const withdrawn = 0 - sum((line) => (line.kind === 'payout' ? line.amount : 0))
  return { charged, toBank: kind === 'payout' ? amount : withdrawn }
}

/** A payout that failed stays on the balance. */
const returned: ReadonlySet<string> = new Set(['failed', 'canceled'])
/** Longer than a payout is on its way, in days: they are listed by when they were made. */
export const longestWayDays = 40
/** Banks send a payout back within five working days, also one that the provider has already called paid. */
const returnedWithinMs = 8 * 24 * 3_600_000

/** Whether the provider may still say something else of a payout than it did: on its way, or sent back by the bank. */
export function mayChange(
  { kind, status, createdAt, arrivesAt = createdAt }: StoredPayout,
  now: Date,
): boolean {
  if (kind === 'day' || returned.has(status)) return false
  return status !== 'paid' || now.getTime() < Date.parse(arrivesAt) + returnedWithinMs
}

/** Payouts that were imported before the books needed them: what they moved is derived from their lines. */
export const isOfBefore = ({ charged, toBank }: StoredPayout): boolean =>
  charged === undefined || toBank === undefined

/**
 * A payout as the books need it; nothing of one that is still on its way to the bank. What one of before moved is given, from its
 * lines.
 */
export function settledOf(
  payout: StoredPayout,
  moved?: ReturnType<typeof movedToBank>,
): ProviderSettlement | undefined {
  const { id: payoutId, provider, kind, ref, status, currency, createdAt, arrivesAt } = payout
  const isReturned = returned.has(status)
  if (kind === 'payout' && status !== 'paid' && !isReturned) return undefined
  const { charged = payout.fees, toBank = kind === 'payout' ? payout.amount : 0 } = {
    ...payout,
    ...moved,
  }
  const day = dayOf(ref) ?? parisDayOf(new Date(isReturned ? createdAt : (arrivesAt ?? createdAt)))
  return {
    ...{ payoutId, provider, ref, day, currency },
    ...{ fees: charged, toBank: isReturned ? 0 : toBank },
  }
}

/** A day of PayPal is named by its date in UTC; it is closed, and made, at the first moment of the next one. */
const dayOf = (ref: string): string | undefined => /^\d{4}-\d{2}-\d{2}(?=-)/.exec(ref)?.[0]
