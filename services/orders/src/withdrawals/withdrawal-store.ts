import { newEvent } from '@comptoir/contracts/event'
import { WithdrawalConfirmed } from '@comptoir/contracts/orders/events'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { isOpen, StoredWithdrawal, type Withdrawal } from './withdrawal.ts'

export type Withdrawals = Collection<Withdrawal>

/** Withdrawals, by an id that nobody can guess; `open` are those that nothing has become of yet, `of` lists them for staff. */
export function createWithdrawals(store: Store): Withdrawals {
  return createCollection<Withdrawal>(store, {
    name: 'withdrawals',
    schema: StoredWithdrawal,
    indexes: {
      declared: ({ status, declaredAt }) =>
        status === 'declared' ? [{ key: 'all', score: Date.parse(declaredAt) }] : [],
      open: (withdrawal) => {
        if (withdrawal.status === 'declared') return []
        const score = Date.parse(withdrawal.confirmedAt)
        return isOpen(withdrawal) ? [{ key: 'all', score }] : []
      },
      of: (withdrawal) => {
        if (withdrawal.status === 'declared') return []
        const score = Date.parse(withdrawal.confirmedAt)
        return ['all', withdrawal.outcome?.kind ?? 'open'].map((key) => ({ key, score }))
      },
    },
  })
}

/** What tells that a withdrawal was confirmed: whoever sends mail sends the receipt. */
export function confirmedEvent(withdrawal: Withdrawal) {
  const { tokenHash: _hash, ...said } = withdrawal
  return newEvent(WithdrawalConfirmed, said)
}
