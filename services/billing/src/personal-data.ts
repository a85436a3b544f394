import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { type Invoices, listKey } from './invoice/invoice-store.ts'
import { viewOf } from './invoice/invoice-view.ts'

/** The invoices and credit notes of a user. */
export const collectInvoices = (invoices: Invoices): CollectPersonalData =>
  async function* collect(userId) {
    for (const type of ['invoice', 'credit_note'] as const) {
      const key = listKey({ type, userId })
      yield* recordsOf(type, { collection: invoices, index: 'list', key }, viewOf)
    }
  }
