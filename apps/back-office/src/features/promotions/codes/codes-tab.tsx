import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import { useState } from 'react'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { OpenFile } from '../../../ui/open-file.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { BatchCodes } from './batch-codes.tsx'
import { Batches } from './batches.tsx'
import { NewBatch } from './new-batch.tsx'

type Props = { readonly promotion: Promotion }

/** The codes of a promotion: the one for everybody, and batches of codes for one order each. */
export function CodesTab({ promotion }: Props) {
  const { codes: words } = usePromotionWords()
  const { may } = usePermissions()
  const [shown, setShown] = useState<string>()
  const { promotionId, activation, code, status } = promotion
  if (activation === 'automatic') return <p>{words.notByCode}</p>
  return (
    <>
      <p>{code === undefined ? words.noShared : words.shared(code)}</p>
      {may('promotions.write') && status !== 'archived' ? (
        <NewBatch promotionId={promotionId} />
      ) : null}
      <section className={classes['block']}>
        <h2>{words.batches}</h2>
        <p>
          <OpenFile
            path={`/api/promotions/${promotionId}/codes.csv`}
            text={words.exportAll}
            saveAs={`codes-${promotionId}.csv`}
          />
        </p>
        <Batches {...{ promotionId, shown, onShow: setShown }} />
      </section>
      {shown === undefined ? null : (
        <BatchCodes
          key={shown}
          {...{ promotionId, batchId: shown }}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  )
}
