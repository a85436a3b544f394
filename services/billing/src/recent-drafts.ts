import type { Document } from '@comptoir/dapr/documents'
import type { BillingDocument } from './invoice.ts'

const most = 200

/** The invoices that this process drafted last, each given once: most are to be issued a moment later. */
export function createRecentDrafts() {
  const drafts = new Map<string, Document<BillingDocument>>()
  return {
    keep(draft: Document<BillingDocument>): void {
      drafts.set(draft.id, draft)
      const [oldest] = drafts.keys()
      if (drafts.size > most && oldest !== undefined) drafts.delete(oldest)
    },
    take(id: string): Document<BillingDocument> | undefined {
      const draft = drafts.get(id)
      drafts.delete(id)
      return draft
    },
    forget(id: string): void {
      drafts.delete(id)
    },
  }
}
