import type { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import { OpenFile } from '../../../ui/open-file.tsx'
import { useLabelBatch } from '../../../ui/parcels/use-label-batch.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useBulkTexts } from './bulk-texts.ts'

/** How far a batch of labels is, then its PDF, and what was left out. */
export function LabelBatchState({ begun }: { readonly begun: LabelBatch }) {
  const texts = useBulkTexts()
  const { isError, error, data = begun } = useLabelBatch(begun)
  const { batchId, status, printed, total, skipped, reason = '' } = data
  return (
    <>
      {isError ? <ProblemNote problem={problemIn(error)} /> : null}
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
