import type { getLabelBatch } from '@comptoir/contracts/shipping/label-routes'
import type { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { OpenFile } from '../../../ui/open-file.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useBulkTexts } from './bulk-texts.ts'

const lookAgainMs = 1_000

/** How far a batch of labels is, then its PDF, and what was left out. */
export function LabelBatchState({ begun }: { readonly begun: LabelBatch }) {
  const { call } = useApi()
  const texts = useBulkTexts()
  const { batchId } = begun
  const asked = useQuery({
    queryKey: ['shipping', 'GetLabelBatch', batchId],
    queryFn: ({ signal }) =>
      call<typeof getLabelBatch>('GET /api/label-batches/{batchId}', {
        ...{ params: { batchId }, signal },
      }),
    initialData: begun,
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? lookAgainMs : false),
  })
  const { status, printed, total, skipped, reason = '' } = asked.data
  return (
    <>
      {asked.isError ? <ProblemNote problem={problemIn(asked.error)} /> : null}
      <p role="status">
        {status === 'pending' ? texts.printing(printed, total) : ''}
        {status === 'done' ? texts.printed(printed) : ''}
        {status === 'failed' ? texts.failed(reason) : ''}
      </p>
      {status === 'done' && printed > 0 ? (
        <OpenFile path={`/api/label-batches/${batchId}/pdf`} text={texts.open} />
      ) : null}
      {skipped.length > 0 ? (
        <>
          <p>{texts.skipped(skipped.length)}</p>
          <ul>
            {skipped.map((one) => (
              <li key={`${one.shipmentId} ${one.parcel ?? ''}`}>
                {one.shipmentId} · {texts.reasons[one.reason]}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
