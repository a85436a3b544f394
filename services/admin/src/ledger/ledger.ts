import { isDeepStrictEqual } from 'node:util'
import type { VendorEntryKind } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Entry, Ledger, Payout } from './stored-ledger.ts'

/** What is to be entered; place and balance follow from the ledger. */
export type NewEntry = Omit<Entry, 'sequence' | 'balance' | 'vendorId' | 'currency'>

/** Whose ledger, in which currency. */
export type LedgerKey = Pick<Ledger, 'vendorId' | 'currency'>

export const ledgerIdOf = ({ vendorId, currency }: LedgerKey): string => `${vendorId}.${currency}`

export const newLedger = ({ vendorId, currency }: LedgerKey): Ledger => ({
  ...{ vendorId, currency, sequence: 0, balance: 0, closedTo: 0, payouts: 0, last: [] },
})

/** The ledger with more entries, which are its last ones now: those before are documents, as is the payout decided on before. */
export function enter(ledger: Ledger, entries: readonly NewEntry[]): Ledger {
  if (entries.length === 0) return ledger
  const { vendorId, currency } = ledger
  const { decided: _, ...rest } = ledger
  let { sequence, balance } = ledger
  const last = entries.map((entry) => {
    sequence += 1
    balance += entry.amount
    return { ...entry, vendorId, currency, sequence, balance }
  })
  return { ...rest, sequence, balance, last }
}

export const payoutIdOf = (ledger: LedgerKey, number: number): string =>
  `${ledger.vendorId.replace(/^ven_/, 'vpo_')}.${ledger.currency}.${number}`

/** Drafts the next payout, over all that the ledger comes to; again, it is the draft that there is. */
export function draftPayout(ledger: Ledger, at: string): Ledger {
  const { draft, balance, sequence, closedTo, vendorId, currency } = ledger
  if (draft) {
    if (draft.to === sequence) return ledger
    const why = 'a draft is open: pay or cancel it first'
    throw refuse('transition_refused', why, { extensions: { payoutId: draft.payoutId } })
  }
  if (balance <= 0) throw refuse('transition_refused', 'nothing is owed to the vendor')
  const number = ledger.payouts + 1
  const payout: Payout = {
    ...{ payoutId: payoutIdOf(ledger, number), vendorId, currency, number, status: 'draft' },
    ...{ amount: balance, from: closedTo + 1, to: sequence, createdAt: at },
  }
  return { ...ledger, last: [], payouts: number, draft: payout, decided: payout }
}

type Act = { readonly by: string; readonly at: string }
type Transfer = Act & {
  readonly reference: string
  readonly paidOn?: string | undefined
}

/**
 * Notes that a payout was paid, and takes it off the ledger by an entry. Refuses one that is no draft any more. The transfer was made by
 * then: what went back since the draft leaves the ledger below zero, which later sales cover.
 */
export function payPayout(ledger: Ledger, payout: Payout, transfer: Transfer): Ledger {
  const { reference, paidOn, at, by } = transfer
  if (payout.status === 'paid' && payout.reference === reference) return ledger
  const { amount, payoutId } = draftOf(ledger, payout)
  const paid: Payout = {
    ...{ ...payout, status: 'paid', reference, paidOn: paidOn ?? at.slice(0, 10), paidAt: at },
  }
  const entry = entryOf('payout', payoutId, { amount: -amount, at, by })
  const { draft: _, ...rest } = enter(ledger, [entry])
  return { ...rest, decided: paid, closedTo: payout.to }
}

type Ending = Act & { readonly reason: string }

/** Takes a draft back. */
export function cancelPayout(ledger: Ledger, payout: Payout, { reason, at }: Ending): Ledger {
  if (payout.status === 'cancelled') return ledger
  draftOf(ledger, payout)
  const { draft: _, ...rest } = ledger
  return { ...rest, last: [], decided: { ...payout, status: 'cancelled', endedAt: at, reason } }
}

/** Notes that a payout came back, and puts it on the ledger again by an entry. */
export function reversePayout(ledger: Ledger, payout: Payout, { reason, at, by }: Ending): Ledger {
  if (payout.status === 'reversed') return ledger
  if (payout.status !== 'paid') throw refusedIn(payout)
  const { amount, payoutId } = payout
  const entry = { ...entryOf('payout_reversal', payoutId, { amount, at, by }), reason }
  const decided: Payout = { ...payout, status: 'reversed', endedAt: at, reason }
  return { ...enter(ledger, [entry]), decided }
}

function draftOf({ draft }: Ledger, payout: Payout): Payout {
  if (!draft || draft.payoutId !== payout.payoutId) throw refusedIn(payout)
  return draft
}

const refusedIn = ({ status }: Payout) =>
  refuse('transition_refused', `the payout is ${status}`, { extensions: { status } })

type Moved = Act & Pick<NewEntry, 'amount'>
const entryOf = (kind: VendorEntryKind, cause: string, moved: Moved): NewEntry => ({
  ...{ entryId: `${kind}.${cause}`, kind, cause, ...moved },
})

/** Whether an entry that is known is the one that is asked for again. */
export const isSameEntry = (known: Entry, { amount, reason, orderId }: NewEntry): boolean =>
  isDeepStrictEqual([known.amount, known.reason, known.orderId], [amount, reason, orderId])
