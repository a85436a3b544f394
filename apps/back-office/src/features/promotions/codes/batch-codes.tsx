import type { listCodes } from '@comptoir/contracts/promotions/code-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import classes from '../../../ui/detail/detail.module.css'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { useRevoke } from './use-revoke.ts'

type Props = {
  readonly promotionId: string
  readonly batchId: string
  readonly onClose: () => void
}

/** The codes of a batch, with those that are revoked. */
export function BatchCodes({ promotionId, batchId, onClose }: Props) {
  const { call } = useApi()
  const { codes: words } = usePromotionWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const revoke = useRevoke(promotionId)
  const found = usePages(['promotions', 'ListCodes', promotionId, batchId], (page, signal) =>
    call<typeof listCodes>('GET /api/promotions/{promotionId}/codes', {
      ...{ params: { promotionId }, query: { ...page, batchId }, signal },
    }),
  )
  return (
    <section className={classes['block']}>
      <h2>{words.list}</h2>
      {found.state === 'failed' ? (
        <ProblemNote problem={found.problem} retry={found.retry} />
      ) : null}
      <Wide label={words.list}>
        <table className={classes['table']}>
          <caption className="unseen">{words.list}</caption>
          <thead>
            <tr>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.actions}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map(({ code, revokedAt }) => (
              <tr key={code}>
                <td>
                  <code>{code}</code>
                </td>
                <td>
                  {revokedAt ? (
                    <StatusBadge
                      text={words.revokedAt(formatDate(revokedAt, 'moment', locale))}
                      tone="ended"
                    />
                  ) : (
                    <StatusBadge text={words.open} tone="good" />
                  )}
                </td>
                <td>
                  {revokedAt === undefined && may('promotions.write') ? (
                    <DangerAction
                      action={words.revoke}
                      effect={words.revokeEffect(code)}
                      request={`code/${code}/revoke`}
                      asksWhy={false}
                      run={() => revoke({ codes: [code] })}
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <div className={classes['actions']}>
        <MoreButton found={found} />
        <Button size="xs" variant="subtle" onClick={onClose}>
          {words.hide}
        </Button>
      </div>
    </section>
  )
}
