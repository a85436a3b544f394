import { emailKeyOf } from '@comptoir/contracts/email'
import { newEvent } from '@comptoir/contracts/event'
import { OrderDraftDeleted } from '@comptoir/contracts/orders/events'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { requireOpen } from './draft.ts'
import { type Draft, StoredDraft } from './stored-draft.ts'

export type Drafts = Collection<Draft>

/** Drafts of orders, by when they were last changed, by customer, and those whose order is being made. */
export function createDrafts(store: Store): Drafts {
  return createCollection<Draft>(store, {
    name: 'order-drafts',
    schema: StoredDraft,
    indexes: {
      of: ({ status, updatedAt, customer }) => {
        const keys = status === 'open' ? ['all', customerKey(customer)] : [customerKey(customer)]
        return keys.map((key) => ({ key, score: Date.parse(updatedAt) }))
      },
      placing: (draft) =>
        draft.status === 'placing' ? [{ key: 'all', score: Date.parse(draft.placingSince) }] : [],
    },
  })
}

/** By what the drafts of a person are found when the person is erased. */
export const customerKey = ({ userId, email }: Draft['customer']): string =>
  userId === undefined ? `email:${emailKeyOf(email ?? '')}` : `user:${userId}`

type Reason = 'deleted' | 'forgotten' | 'erased'

/** Deletes a draft for good, with the fact; false when there is none. Refuses one whose order is being made. */
export const removeDraft = (
  drafts: Drafts,
  { draftId, by, reason }: { draftId: string; by: string; reason: Reason },
): Promise<boolean> =>
  drafts.remove(draftId, (draft) => {
    requireOpen(draft)
    return { events: [newEvent(OrderDraftDeleted, { draftId, by, reason })] }
  })
