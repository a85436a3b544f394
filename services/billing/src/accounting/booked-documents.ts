import { editCreditNoteIdOf } from '@comptoir/contracts/ids'
import { addDays } from '@comptoir/money/working-days'
import { refuse } from '@comptoir/service/problems/refusal'
import { isIssued } from '../invoice/invoice.ts'
import type { Invoices } from '../invoice/invoice-store.ts'
import { type Days, type Issued, issuedBetween, openAtMostDays } from '../reports/issued-between.ts'
import { type BookedDocument, entriesOf, type JournalEntry } from './journal-entries.ts'

/**
 * The entries of all papers whose day is in a financial year. Refuses papers in another currency than the euro: the file is in
 * euros, and billing knows no rate.
 */
export async function entriesBetween(invoices: Invoices, days: Days): Promise<JournalEntry[]> {
  // an order is paid before its invoice is issued: by the end of a year some that were paid in it are not issued yet
  const to = addDays(days.to, openAtMostDays)
  const entries: JournalEntry[] = []
  for await (const issued of issuedBetween(invoices, { ...days, to })) {
    const booked = entriesOf(await bookedOf(invoices, issued))
    const inYear = booked.filter(({ day }) => days.from <= day && day <= days.to)
    if (inYear.length > 0) checkCurrency(issued)
    entries.push(...inYear)
  }
  return entries
}

async function bookedOf(invoices: Invoices, { id, data }: Issued): Promise<BookedDocument> {
  if (data.type === 'credit_note') return { data, isReplaced: /_edit\d+$/.test(id) }
  if (!data.replaces) return { data }
  const edit = Number(id.split('_').at(-1)) - 1
  const note = await invoices.get(editCreditNoteIdOf(data.order.orderId, edit))
  const isThere = note && isIssued(note.data)
  return { data, replacedAmount: isThere ? note.data.order.totals.grandTotal.amount : 0 }
}

function checkCurrency({ data }: Issued): void {
  const { currency } = data.order
  if (currency === 'EUR') return
  throw refuse('transition_refused', `${data.issue.number} is in ${currency}, the file is in euros`)
}
