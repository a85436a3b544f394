import type { RequestOf } from '@comptoir/contracts/platform/operation-types'
import type { revokeCodes } from '@comptoir/contracts/promotions/code-routes'
import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

type Revoked = RequestOf<typeof revokeCodes>['body']

/** Makes codes worthless, some by name, or a batch, and says how many it made so. Repeated, they are so already. */
export function useRevoke(promotionId: string): (which: Revoked) => Promise<number> {
  const { call } = useApi()
  const queries = useQueryClient()
  return async (which) => {
    const { revoked } = await call<typeof revokeCodes>(
      'POST /api/promotions/{promotionId}/codes/revoke',
      {
        params: { promotionId },
        body: which,
      },
    )
    await queries.invalidateQueries({ queryKey: ['promotions', 'ListCodes', promotionId] })
    return revoked
  }
}
