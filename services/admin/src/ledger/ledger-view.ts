import type * as contract from '@comptoir/contracts/admin/vendors/ledger-schemas'
import type { Entry, Payout } from './stored-ledger.ts'

/** An entry as the vendor's people and staff see it; who of the staff made it is for staff. */
export function toEntry(
  { currency, by, ...entry }: Entry,
  forStaff: boolean,
): contract.VendorEntry {
  const money = (amount: number) => ({ amount, currency })
  return {
    ...{ ...entry, amount: money(entry.amount), balance: money(entry.balance) },
    ...(forStaff && by && { by }),
  }
}

export function toPayout({ currency, from, to, amount, ...payout }: Payout): contract.VendorPayout {
  return { ...payout, amount: { amount, currency }, period: { from, to } }
}
