import type { listOrders } from '@comptoir/contracts/orders/routes'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ordersEn, ordersFr } from '../../messages/orders/orders.ts'
import { useApi, useLocale, useWords } from '../../office.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'
import { latestKey } from './use-dashboard.ts'

const orderWords = { fr: ordersFr, en: ordersEn }

/** The latest orders, the newest first: it goes on by itself. */
export function Ticker() {
  const { call } = useApi()
  const texts = useDashboardTexts()
  const { statuses } = useWords(orderWords)
  const locale = useLocale()
  const asked = useQuery({
    queryKey: latestKey,
    queryFn: ({ signal }) =>
      call<typeof listOrders>('GET /api/orders', { query: { limit: 10 }, signal }),
  })
  return (
    <section className={classes['block']} aria-label={texts.ticker}>
      <h2>{texts.ticker}</h2>
      {asked.isError && !asked.data ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.data?.items.length === 0 ? <p>{texts.noOrders}</p> : null}
      <ol className={classes['ticker']}>
        {asked.data?.items.map(({ orderId, number, placedAt, status, totals }) => (
          <li key={orderId}>
            <time dateTime={placedAt}>{formatDate(placedAt, 'moment', locale)}</time>
            <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
              {number}
            </Link>
            <span>{statuses[status]}</span>
            <span className={classes['amount']}>{formatMoney(totals.grandTotal, locale)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
