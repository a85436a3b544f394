import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import type { getPromotion } from '@comptoir/contracts/promotions/routes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

const keyOf = (promotionId: string) => ['promotions', 'GetPromotion', promotionId]

/** Reads a promotion; also what it is now, past the cache. */
export function usePromotion(promotionId: string) {
  const { call } = useApi()
  const read = (signal?: AbortSignal) =>
    call<typeof getPromotion>('GET /api/promotions/{promotionId}', {
      params: { promotionId },
      ...(signal && { signal }),
    })
  const asked = useQuery({
    queryKey: keyOf(promotionId),
    queryFn: ({ signal }) => read(signal),
    // a form that is open stays as it was opened: who saves is told of another version
    refetchOnWindowFocus: false,
  })
  return { asked, read: () => read() }
}

/** Shows what a promotion became, and has lists read again. */
export function useKeepPromotion(): (promotion: Promotion) => void {
  const queries = useQueryClient()
  return (promotion) => {
    queries.setQueryData(keyOf(promotion.promotionId), promotion)
    void queries.invalidateQueries({ queryKey: ['promotions', 'ListPromotions'] })
  }
}

/** Has a promotion read again: somebody else may have changed it. */
export function useReread({ promotionId }: Pick<Promotion, 'promotionId'>): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: keyOf(promotionId) })
}
