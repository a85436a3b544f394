import type { Settings } from '@comptoir/contracts/admin/settings'
import type { Seller } from '@comptoir/contracts/billing/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { createQueues } from '@comptoir/dapr/documents/queues'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import { parisDayOf } from '@comptoir/money/tax-rates'
import { refuse } from '@comptoir/service/problems/refusal'
import { type BillingDocument, finaliseDocument, isIssued } from '../invoice/invoice.ts'
import type { Invoices, SeriesCollection } from '../invoice/invoice-store.ts'
import {
  type Allocation,
  allocateNumber,
  type NumberRequest,
  type Payment,
  type Settled,
  seriesIdOf,
} from './number-series.ts'

export type NumberingOptions = {
  readonly invoices: Invoices
  readonly series: SeriesCollection
  readonly settings: CurrentSettings
  readonly clock: () => Date
}

/** The seller as papers print it. */
const sellerOf = ({ phone, ...seller }: Settings['seller']): Seller => ({
  ...seller,
  ...(phone && { phone }),
})

/** Issues a draft: gives it the next number of its series, for good. Repeating it changes nothing. */
export type Issue = (draft: BillingEntry, payment?: Payment) => Promise<BillingEntry>
type BillingEntry = Document<BillingDocument>
type Outcome = Settled & { readonly document: BillingEntry }

const rounds = 50

/**
 * The allocator of gapless numbers. The series names the document of its last number before that document carries
 * it; whoever wants the next number first finishes that one, so a crash between the two writes leaves no hole.
 */
export function createNumbering({ invoices, series, settings, clock }: NumberingOptions): Issue {
  const queue = createQueues()
  /** What this process last settled in each series: saves looking again. */
  const known = new Map<string, Settled>()

  /** Makes the document carry its number, if it still can: after this it either does or never will. */
  async function settle(seriesId: string, allocation: Allocation): Promise<Outcome> {
    const document = await invoices.update(allocation.documentId, (data) =>
      finaliseDocument(data, allocation, sellerOf(settings().seller)),
    )
    const { data } = document
    const carried = isIssued(data) && data.issue.number === allocation.number
    const settled = { allocation, carried }
    known.set(seriesId, settled)
    return { ...settled, document }
  }

  async function reserve(request: NumberRequest): Promise<Allocation> {
    let settled = known.get(request.seriesId)
    for (let round = 0; round < rounds; round++) {
      const { data } = await series.upsert(request.seriesId, (current) => {
        const next = allocateNumber(current, request, settled)
        return next && { next }
      })
      if (data.last.documentId === request.documentId) return data.last
      settled = await settle(request.seriesId, data.last)
    }
    throw refuse('conflict', 'too many are numbering at once')
  }

  return async function issue(draft, payment) {
    if (draft.data.status !== 'draft') return draft
    const { invoicePrefix, creditNotePrefix } = settings().billing
    const prefix = draft.data.type === 'invoice' ? invoicePrefix : creditNotePrefix
    return await queue(prefix, async () => {
      const now = clock()
      const day = parisDayOf(now)
      const seriesId = seriesIdOf(prefix, day)
      const given = { seriesId, documentId: draft.id, now: now.toISOString(), day }
      return (await settle(seriesId, await reserve({ ...given, ...payment }))).document
    })
  }
}
