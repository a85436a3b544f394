import type { CodeBatch, listCodeBatches } from '@comptoir/contracts/promotions/code-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import classes from '../../../ui/detail/detail.module.css'
import { OpenFile } from '../../../ui/open-file.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { Wide } from '../../../ui/wide.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { useRevoke } from './use-revoke.ts'

type Props = {
  readonly promotionId: string
  readonly shown: string | undefined
  readonly onShow: (batchId: string) => void
}

/** The batches of a promotion: each can be looked into, taken away as a file, or revoked whole. */
export function Batches(props: Props) {
  const { promotionId } = props
  const { call } = useApi()
  const { codes: words } = usePromotionWords()
  const found = usePages(['promotions', 'ListCodeBatches', promotionId], (query, signal) =>
    call<typeof listCodeBatches>('GET /api/promotions/{promotionId}/code-batches', {
      ...{ params: { promotionId }, query, signal },
    }),
  )
  if (found.state === 'failed') return <ProblemNote problem={found.problem} retry={found.retry} />
  if (found.state === 'ready' && found.rows.length === 0) return <p>{words.noBatches}</p>
  return (
    <Wide label={words.batches}>
      <table className={classes['table']}>
        <caption className="unseen">{words.batches}</caption>
        <thead>
          <tr>
            <th scope="col">{words.batch}</th>
            <th scope="col">{words.when}</th>
            <th scope="col" className={classes['amount']}>
              {words.quantity}
            </th>
            <th scope="col">{words.actions}</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map((batch) => (
            <BatchRow key={batch.batchId} {...props} batch={batch} />
          ))}
        </tbody>
      </table>
      <MoreButton found={found} mt="sm" />
    </Wide>
  )
}

function BatchRow({ promotionId, shown, onShow, batch }: Props & { readonly batch: CodeBatch }) {
  const { codes: words } = usePromotionWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const revoke = useRevoke(promotionId)
  const toast = useToast()
  const { batchId, label = words.unnamed, prefix, quantity, createdAt } = batch
  return (
    <tr>
      <td>
        {label}
        {prefix ? ` · ${prefix}…` : ''}
      </td>
      <td>{formatDate(createdAt, 'moment', locale)}</td>
      <td className={classes['amount']}>{quantity}</td>
      <td>
        <div className={classes['actions']}>
          <Button
            size="xs"
            variant="default"
            aria-label={words.show(label)}
            aria-pressed={shown === batchId}
            onClick={() => onShow(batchId)}
          >
            {words.showShort}
          </Button>
          <OpenFile
            path={`/api/promotions/${promotionId}/codes.csv?batchId=${encodeURIComponent(batchId)}`}
            text={words.exportBatch}
            saveAs={`codes-${batchId}.csv`}
          />
          {may('promotions.write') ? (
            <DangerAction
              action={words.revoke}
              effect={words.revokeBatchEffect}
              request={`codes/${batchId}/revoke`}
              asksWhy={false}
              run={async () => toast(words.revoked(await revoke({ batchId })))}
            />
          ) : null}
        </div>
      </td>
    </tr>
  )
}
