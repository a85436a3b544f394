import type { getLabelBatch } from '@comptoir/contracts/shipping/label-routes'
import type { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'

const lookAgainMs = 1_000

/** Follows a batch of labels that was begun, until its PDF is there. */
export function useLabelBatch(begun: LabelBatch | undefined) {
  const { call } = useApi()
  const batchId = begun?.batchId
  return useQuery({
    queryKey: ['shipping', 'GetLabelBatch', batchId],
    queryFn: ({ signal }) =>
      call<typeof getLabelBatch>('GET /api/label-batches/{batchId}', {
        params: { batchId: batchId ?? '' },
        signal,
      }),
    enabled: begun !== undefined,
    initialData: begun,
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? lookAgainMs : false),
  })
}
