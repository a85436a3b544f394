import { listSettlements } from '@comptoir/contracts/payments/internal-routes'
import type { ProviderSettlement } from '@comptoir/contracts/payments/payout-schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Days } from '../reports/issued-between.ts'
import { accountOfProvider, bank, providerFees } from './accounts.ts'
import { type JournalEntry, postingsOf } from './journal-entries.ts'

/** What providers kept and paid out in a financial year, as payments read it from them. Refuses other currencies than the euro. */
export async function settlementEntriesBetween(
  payments: Client,
  { from, to }: Days,
): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  let cursor: string | undefined
  do {
    const query = { from, to, limit: '100', ...(cursor && { cursor }) }
    const page = await payments(listSettlements, { query })
    entries.push(...page.items.flatMap((settled) => settlementEntryOf(settled) ?? []))
    cursor = page.nextCursor
  } while (cursor)
  return entries
}

/** Fees and what reached the bank, off the balance at the provider; nothing of a payout that moved nothing. */
export function settlementEntryOf(settled: ProviderSettlement): JournalEntry | undefined {
  const { provider, ref, day, currency, fees, toBank } = settled
  const balance = accountOfProvider(provider)
  const postings = postingsOf(false, balance, [
    [providerFees, fees],
    [bank, toBank],
  ])
  if (postings.length === 0) return undefined
  if (currency !== 'EUR')
    throw refuse('transition_refused', `${ref} is in ${currency}, the file is in euros`)
  return {
    ...{ journal: 'PP', day, label: `Commissions et virement ${balance.label} ${ref}`, postings },
    // after the papers of its day
    piece: { number: ref, day, issuedAt: `${day}T24` },
  }
}
