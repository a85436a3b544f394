import type { readOrderDraft } from '@comptoir/contracts/orders/by-staff/draft-routes'
import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

export const draftKey = (draftId: string) => ['orders', 'GetOrderDraft', draftId]

/** A draft with what it comes to now: prices and stock of another day are read anew. */
export function useDraftOrder(draftId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: draftKey(draftId),
    queryFn: ({ signal }) =>
      call<typeof readOrderDraft>('GET /api/order-drafts/{draftId}', {
        ...{ params: { draftId }, signal },
      }),
    enabled: draftId !== 'new',
  })
}

/** After a draft was saved: the answer is what is shown, and the list is read again. */
export function useDraftSaved(): (draft: OrderDraft) => void {
  const queries = useQueryClient()
  return (draft) => {
    queries.setQueryData(draftKey(draft.draftId), draft)
    void queries.invalidateQueries({ queryKey: ['orders', 'ListOrderDrafts'] })
  }
}
