import type { listPayoutLines, readPayout } from '@comptoir/contracts/payments/payout-routes'
import type { Payout } from '@comptoir/contracts/payments/payout-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { PayoutLines } from './payout-lines.tsx'
import { nameOf } from './payout-name.ts'

const route = getRouteApi('/payments/payouts/$payoutId')

/** What a provider settled: whether its lines make its amount, and what of them the shop's books do not have. */
export function PayoutPage() {
  const { call } = useApi()
  const { payoutId } = route.useParams()
  const { payouts: words, back } = usePaymentWords()
  const locale = useLocale()
  const asked = useQuery({
    queryKey: ['payments', 'GetPayout', payoutId],
    queryFn: ({ signal }) =>
      call<typeof readPayout>('GET /api/payouts/{payoutId}', { params: { payoutId }, signal }),
  })
  return (
    <DetailPage
      key={payoutId}
      asked={asked}
      back={<BackLink to="/payments/payouts" text={back} />}
      title={(payout) => nameOf(payout, words, locale)}
      head={({ amount }) => <span className={classes['sum']}>{formatMoney(amount, locale)}</span>}
    >
      {(payout) => (
        <>
          <Difference payout={payout} />
          <About payout={payout} />
          <section className={classes['block']}>
            <h2>{words.lines}</h2>
            <Lines payoutId={payoutId} />
          </section>
        </>
      )}
    </DetailPage>
  )
}

type Props = { readonly payout: Payout }

/** Whether the provider's own lines make its payout, and whether the shop knows them. */
function Difference({ payout: { kind, amount, net, unmatchedCount } }: Props) {
  const { payouts: words } = usePaymentWords()
  const locale = useLocale()
  const missing = { amount: amount.amount - net.amount, currency: amount.currency }
  const differs = kind === 'payout' && missing.amount !== 0
  return (
    <>
      {differs ? (
        <Notice tone="bad">{words.differs(formatMoney(missing, locale))}</Notice>
      ) : (
        <Notice tone="calm">{words.agrees}</Notice>
      )}
      {unmatchedCount > 0 ? (
        <Notice tone="attention">{words.unmatched(unmatchedCount)}</Notice>
      ) : null}
    </>
  )
}

function About({ payout }: Props) {
  const { payouts: words } = usePaymentWords()
  const locale = useLocale()
  const { provider, ref, status, amount, net, fees, createdAt, arrivesAt, importedAt } = payout
  const moment = (at: string) => formatDate(at, 'moment', locale)
  return (
    <Facts
      rows={[
        [words.provider, `${provider} · ${ref}`],
        [words.columns.status, status],
        [words.columns.amount, formatMoney(amount, locale)],
        [words.net, formatMoney(net, locale)],
        [words.fees, formatMoney(fees, locale)],
        [words.columns.created, moment(createdAt)],
        [words.columns.arrives, arrivesAt && moment(arrivesAt)],
        [words.importedAt, moment(importedAt)],
      ]}
    />
  )
}

function Lines({ payoutId }: { readonly payoutId: string }) {
  const { call } = useApi()
  const { payouts: words } = usePaymentWords()
  // pages of lines are as long as the service stored them
  const found = usePages(['payments', 'ListPayoutLines', { payoutId }], ({ cursor }, signal) =>
    call<typeof listPayoutLines>('GET /api/payout-lines', { query: { payoutId, cursor }, signal }),
  )
  if (found.state === 'failed') return <ProblemNote problem={found.problem} retry={found.retry} />
  if (found.state === 'ready' && found.rows.length === 0) return <p>{words.noLines}</p>
  return (
    <>
      <PayoutLines lines={found.rows} />
      <MoreButton found={found} mt="sm" />
    </>
  )
}
