import type {
  cancelProductChange,
  ProductChangeJob,
  pauseProductChange,
  readProductChange,
  resumeProductChange,
  undoProductChange,
} from '@comptoir/contracts/catalog/product-change-routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useApi } from '../../../office.tsx'
import { auditReason } from '../../../ui/actions/audit-reason.ts'
import { isMoving } from './change-words.ts'

const changeKey = (changeId: string) => ['catalog', 'GetProductChange', changeId]

/** A change of many products; as long as it moves it is read again each second. */
export function useChange(changeId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const asked = useQuery({
    queryKey: changeKey(changeId),
    queryFn: ({ signal }) =>
      call<typeof readProductChange>('GET /api/product-changes/{changeId}', {
        params: { changeId },
        signal,
      }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1_000 : false),
  })
  const status = asked.data?.status
  useEffect(() => {
    if (status === undefined || status === 'paused' || isMoving({ status })) return
    // products are others now, in whatever list they stand
    for (const operation of ['ListProducts', 'GetProduct', 'ListProductChanges'])
      void queries.invalidateQueries({ queryKey: ['catalog', operation] })
  }, [status, queries])
  return asked
}

type Act<N> = { readonly name: N; readonly reason?: string }

/** What can be done to a change that runs or ran; the answer is what is shown then. */
export function useChangeActions(changeId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const given = { params: { changeId } }
  const acts = {
    pause: () =>
      call<typeof pauseProductChange>('POST /api/product-changes/{changeId}/pause', given),
    resume: () =>
      call<typeof resumeProductChange>('POST /api/product-changes/{changeId}/resume', given),
    cancel: () =>
      call<typeof cancelProductChange>('POST /api/product-changes/{changeId}/cancel', given),
    undo: (reason: string) =>
      call<typeof undoProductChange>('POST /api/product-changes/{changeId}/undo', {
        ...given,
        headers: auditReason(reason),
      }),
  }
  return useMutation({
    mutationFn: ({ name, reason = '' }: Act<keyof typeof acts>): Promise<ProductChangeJob> =>
      acts[name](reason),
    onSuccess: (job) => queries.setQueryData(changeKey(changeId), job),
    onError: () => queries.invalidateQueries({ queryKey: changeKey(changeId) }),
  })
}
