import type { Invoice } from '@comptoir/contracts/billing/schemas'
import type { InvoiceTexts } from '../../../messages/invoices/invoices.ts'

/** What a document is called: by its number once it is issued. */
export function paperTitle({ type, number }: Invoice, words: InvoiceTexts): string {
  const own = number ?? words.noNumber
  return type === 'invoice' ? words.invoice(own) : words.creditNote(own)
}
