import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { NumberSeries } from '../numbering/number-series.ts'
import { isEInvoiced } from '../reports/vat-summary.ts'
import { distanceYearOf } from '../taxes/distance-sales.ts'
import { type BillingDocument, isIssued } from './invoice.ts'
import { StoredInvoice } from './stored-invoice.ts'

export type Invoices = Collection<BillingDocument>
export type SeriesCollection = Collection<NumberSeries>

/** Invoices and credit notes, by their ids derived from the order: `inv_X`, `cn_X`. */
export function createInvoices(store: Store): Invoices {
  return createCollection(store, {
    name: 'invoices',
    schema: StoredInvoice,
    indexes: {
      list: listEntries,
      awaitingPdf: awaitingPdfEntries,
      awaitingPlatform: awaitingPlatformEntries,
      distanceSales: distanceEntries,
    },
  })
}

/** Number series, by year: `FA-2026`, `AV-2026`. */
export function createSeries(store: Store): SeriesCollection {
  return createCollection(store, { name: 'series', audit: 'none', schema: NumberSeries })
}

export type DocumentType = 'invoice' | 'credit_note'
export type ListFilter = {
  readonly type: DocumentType
  readonly userId?: string | undefined
  readonly status?: string | undefined
}

/** The key of the `list` index that answers a filter. */
export function listKey({ type, userId, status }: ListFilter): string {
  return [type, userId && `user=${userId}`, status && `status=${status}`].filter(Boolean).join('&')
}

function listEntries(document: BillingDocument) {
  const content = document.status === 'voided' ? document.draft : document
  if (!content) return []
  const { type, order, createdAt } = content
  const { status } = document
  const userId = order.userId
  const filters = [{ type }, { type, status }, { type, userId }, { type, userId, status }]
  return filters.map((filter) => ({ key: listKey(filter), score: Date.parse(createdAt) }))
}

/** By year and time of issue, what counts towards the threshold of the one-stop shop. */
function distanceEntries(document: BillingDocument) {
  const year = distanceYearOf(document)
  if (year === undefined || !isIssued(document)) return []
  return [{ key: year, score: Date.parse(document.issue.issuedAt) }]
}

function awaitingPdfEntries(document: BillingDocument) {
  if (!isIssued(document) || document.pdf) return []
  return [{ key: 'all', score: Date.parse(document.issue.issuedAt) }]
}

/** What is to go through the approved platform, and has its file. */
function awaitingPlatformEntries(document: BillingDocument) {
  if (!isIssued(document) || !document.pdf || document.handedOver) return []
  if (!isEInvoiced(document)) return []
  return [{ key: 'all', score: Date.parse(document.issue.issuedAt) }]
}
