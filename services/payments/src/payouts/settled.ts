import type { ProviderSettlement } from '@comptoir/contracts/payments/payout-schemas'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { Settlement } from '../provider/provider.ts'
import type { StoredPayout } from './payout-store.ts'

/** What a provider kept of a settlement, in lines of their own and of the others, and what left its balance for the bank. */
export function movedToBank({ kind, amount, lines }: Settlement) {
  const sum = (of: (line: Settlement['lines'][number]) => number) =>
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

/** A payout as the books need it; nothing of one that is still on its way to the bank. */
export function settledOf(payout: StoredPayout): ProviderSettlement | undefined {
  const { id: payoutId, provider, kind, ref, status, currency, createdAt, arrivesAt } = payout
  const isReturned = returned.has(status)
  if (kind === 'payout' && status !== 'paid' && !isReturned) return undefined
  const wasMoved = payout.toBank ?? (kind === 'payout' ? payout.amount : 0)
  const day = dayOf(ref) ?? parisDayOf(new Date(isReturned ? createdAt : (arrivesAt ?? createdAt)))
  return {
    ...{ payoutId, provider, ref, day, currency },
    ...{ fees: payout.charged ?? payout.fees, toBank: isReturned ? 0 : wasMoved },
  }
}

/** A day of PayPal is named by its date in UTC; it is closed, and made, at the first moment of the next one. */
const dayOf = (ref: string): string | undefined => /^\d{4}-\d{2}-\d{2}(?=-)/.exec(ref)?.[0]
