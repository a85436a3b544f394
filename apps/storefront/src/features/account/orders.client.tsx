'use client'

import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { accountMessages } from '../../messages/account.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { Skeleton } from '../../ui/skeleton.tsx'
import { isSignedOut } from '../../visitor/session-end.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './orders.module.css'
import { useOrders } from './use-orders.ts'

type OrdersProps = { readonly locale: Locale }

/** The orders of who is signed in. */
export function Orders({ locale }: OrdersProps) {
  const m = accountMessages(locale)
  const { orders, problem, again, more } = useOrders()
  if (!orders && !problem) return <Skeleton text={m.loading} />
  return (
    <>
      {orders?.length === 0 && (
        <p>
          {m.none} <a href={`/${locale}`}>{m.browse}</a>
        </p>
      )}
      <ul className={styles.orders}>
        {orders?.map((order) => (
          <OrderRow key={order.orderId} order={order} locale={locale} />
        ))}
      </ul>
      {problem && !isSignedOut(problem) && (
        <ProblemAlert code={problem.code} locale={locale}>
          <button type="button" className={button.button} onClick={() => void again()}>
            {m.again}
          </button>
        </ProblemAlert>
      )}
      {more && (
        <button type="button" className={button.button} onClick={() => void more()}>
          {m.more}
        </button>
      )}
    </>
  )
}

type OrderRowProps = OrdersProps & { readonly order: OrderOverview }

function OrderRow({ order, locale }: OrderRowProps) {
  const m = accountMessages(locale)
  return (
    <li className={styles.order}>
      <a href={`/${locale}/orders/${order.orderId}/thanks`}>{m.number(order.number)}</a>
      <span>{formatDate(order.placedAt, 'date', locale)}</span>
      <span>{m.items(order.itemCount)}</span>
      <span>{m.statuses[order.status]}</span>
      <b>{formatMoney(order.totals.grandTotal, locale)}</b>
    </li>
  )
}
