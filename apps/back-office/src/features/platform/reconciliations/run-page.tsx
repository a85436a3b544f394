import type {
  Reconciliation,
  readReconciliation,
} from '@comptoir/contracts/admin/reconciliation-routes'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { usePlatformTexts } from '../platform-texts.ts'

const route = getRouteApi('/platform/reconciliations/$runId')

/** What a run found: what does not agree, each with the order that it is of, and what is still open. */
export function RunPage() {
  const { runId } = route.useParams()
  const { call } = useApi()
  const { runs: texts } = usePlatformTexts()
  const locale = useLocale()
  const asked = useQuery({
    queryKey: ['admin', 'GetReconciliation', runId],
    queryFn: ({ signal }) =>
      call<typeof readReconciliation>('GET /api/reconciliations/{runId}', {
        ...{ params: { runId }, signal },
      }),
  })
  return (
    <DetailPage
      key={runId}
      asked={asked}
      back={<BackLink to="/platform/reconciliations" text={texts.back} />}
      title={({ readAt }) => texts.heading(formatDate(readAt, 'moment', locale))}
      head={({ discrepancies, leftOut }) => {
        const count = discrepancies.length + leftOut
        return (
          <StatusBadge
            tone={count === 0 ? 'good' : 'bad'}
            text={count === 0 ? texts.agrees : texts.differs(count)}
          />
        )
      }}
    >
      {(run) => (
        <>
          <Discrepancies run={run} />
          <Claims run={run} />
          <Figures run={run} />
        </>
      )}
    </DetailPage>
  )
}

/** Of reports from before each sum named its own. */
const usualCurrency = 'EUR'

type RunProps = { readonly run: Reconciliation }

function Discrepancies({ run: { discrepancies, leftOut } }: RunProps) {
  const { runs: texts } = usePlatformTexts()
  return (
    <section className={detail['block']}>
      <h2>{texts.discrepancies}</h2>
      {discrepancies.length === 0 ? <p>{texts.noDiscrepancies}</p> : null}
      <Rows
        label={texts.discrepancies}
        heads={[texts.rule, texts.subject, texts.what]}
        rows={discrepancies.map(({ rule, subject, what }) => ({
          name: `${rule} ${subject} ${what}`,
          cells: [
            rule,
            <Subject key="subject" id={subject} />,
            <span key="what" lang="en">
              {what}
            </span>,
          ],
        }))}
      />
      {leftOut > 0 ? <p>{texts.more(leftOut)}</p> : null}
    </section>
  )
}

function Claims({ run: { claims, claimsLeftOut } }: RunProps) {
  const { runs: texts } = usePlatformTexts()
  const locale = useLocale()
  return (
    <section className={detail['block']}>
      <h2>{texts.claims}</h2>
      {claims.length === 0 ? <p>{texts.noClaims}</p> : null}
      <Rows
        label={texts.claims}
        heads={[texts.order, texts.kind, texts.amount]}
        rows={claims.map(({ orderId, kind, amount, currency = usualCurrency }) => ({
          name: `${orderId} ${kind}`,
          cells: [
            <Subject key="order" id={orderId} />,
            kind,
            formatMoney({ amount, currency }, locale),
          ],
        }))}
      />
      {claimsLeftOut > 0 ? <p>{texts.more(claimsLeftOut)}</p> : null}
    </section>
  )
}

function Figures({ run }: RunProps) {
  const { runs: texts } = usePlatformTexts()
  const locale = useLocale()
  const { orders, inMotion, skus, recordedAt } = run
  const { sumsByCurrency = [{ ...run.sums, currency: usualCurrency }] } = run
  const heads = [
    'taken',
    'refunded',
    'refundedOutside',
    'disputed',
    'invoiced',
    'credited',
  ] as const
  return (
    <section className={detail['block']}>
      <h2>{texts.sums}</h2>
      <Rows
        label={texts.sums}
        heads={[texts.currency, ...heads.map((head) => texts[head])]}
        rows={sumsByCurrency.map(({ currency, ...sums }) => ({
          name: currency,
          cells: [
            currency,
            ...heads.map((head) => formatMoney({ amount: sums[head], currency }, locale)),
          ],
        }))}
      />
      <Facts
        rows={[
          [texts.columns.orders, String(orders)],
          [texts.columns.inMotion, String(inMotion)],
          [texts.skus, String(skus)],
          [texts.recorded, formatDate(recordedAt, 'moment', locale)],
        ]}
      />
    </section>
  )
}

/** What a line is of: an order is a link to it. */
function Subject({ id }: { readonly id: string }) {
  if (!id.startsWith('ord_')) return id
  return (
    <Link to="/orders/$orderId/$tab" params={{ orderId: id, tab: 'summary' }}>
      {id}
    </Link>
  )
}

type RowsProps = {
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly ReactNode[] }[]
}

function Rows({ label, heads, rows }: RowsProps) {
  if (rows.length === 0) return null
  return (
    <Wide label={label}>
      <table className={detail['table']}>
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              {cells.map((cell, at) => (
                <td key={heads[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
