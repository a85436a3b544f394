import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ordersEn, ordersFr } from '../../../messages/orders/orders.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useCustomerWords } from '../customer-words.ts'

const shownOrders = 10

/** The latest orders of a customer or guest, with the sums of all. */
export function useOrdersOf(userId: string) {
  const { call } = useApi()
  const query = { userId, limit: shownOrders, totals: 'true' } as const
  return useQuery({
    queryKey: ['orders', 'ListOrders', query],
    queryFn: ({ signal }) => call<typeof listOrders>('GET /api/orders', { query, signal }),
  })
}

/** What a customer ordered: the latest, and the way to all. */
export function Orders({ customer }: { readonly customer: Profile }) {
  const texts = useCustomerWords()
  const { userId, status } = customer
  return (
    <OrdersOf userId={userId}>
      {status === 'anonymised' ? null : (
        <Link to="/orders" search={{ userId }}>
          {texts.allOrders}
        </Link>
      )}
    </OrdersOf>
  )
}

type OfProps = { readonly userId: string; readonly children?: ReactNode }

/** The latest orders of somebody. */
export function OrdersOf({ userId, children }: OfProps) {
  const texts = useCustomerWords()
  const locale = useLocale()
  const asked = useOrdersOf(userId)
  const { items = [], totals } = asked.data ?? {}
  const amounts = totals?.amounts.map((amount) => formatMoney(amount, locale)).join(', ')
  return (
    <section className={classes['block']}>
      <h2>{texts.orders}</h2>
      {asked.isError ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.data && items.length === 0 ? <p>{texts.noOrders}</p> : null}
      {items.length > 0 ? (
        <>
          <p>
            {totals ? texts.ordersSum(totals.count, amounts ?? '') : null} {children}
          </p>
          <OrderTable orders={items} />
        </>
      ) : null}
    </section>
  )
}

function OrderTable({ orders }: { readonly orders: readonly OrderOverview[] }) {
  const texts = useCustomerWords()
  const { columns, statuses } = useWords({ fr: ordersFr, en: ordersEn })
  const locale = useLocale()
  return (
    <Wide label={texts.orders}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.orders}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.placedAt}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col" className={classes['amount']}>
              {columns.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map(({ orderId, number, placedAt, status, totals }) => (
            <tr key={orderId}>
              <td>
                <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
                  {number}
                </Link>
              </td>
              <td>{formatDate(placedAt, 'date', locale)}</td>
              <td>
                <StatusBadge text={statuses[status]} tone="calm" />
              </td>
              <td className={classes['amount']}>{formatMoney(totals.grandTotal, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
