'use client'

import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { accountMessages } from '../../messages/account.ts'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './account.module.css'
import { useOrders } from './use-orders.ts'

type AccountProps = { readonly locale: Locale }

/** Whose account it is: the orders, and the way out. */
export function Account({ locale }: AccountProps) {
  const m = accountMessages(locale)
  return (
    <>
      <section aria-labelledby="orders">
        <h2 id="orders">{m.orders}</h2>
        <Orders locale={locale} />
      </section>
      <SignOut locale={locale} />
    </>
  )
}

function Orders({ locale }: AccountProps) {
  const m = accountMessages(locale)
  const { orders, problem, again, more } = useOrders()
  if (problem?.status === 401)
    return (
      <Alert>
        <p>{m.signedOut}</p>
        <a href={`/${locale}/sign-in?next=/${locale}/account`}>{sessionMessages(locale).signIn}</a>
      </Alert>
    )
  if (!orders && !problem) return <p role="status">{m.loading}</p>
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
      {problem && (
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

type OrderRowProps = AccountProps & { readonly order: OrderOverview }

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

/** A plain form: whoever wants to leave needs no script. What was typed here stays for nobody after them. */
function SignOut({ locale }: AccountProps) {
  return (
    <form method="post" action="/bff/session/end" onSubmit={() => sessionStorage.clear()}>
      <input type="hidden" name="locale" value={locale} />
      <button type="submit" className={`${button.button} ${button.quiet}`}>
        {sessionMessages(locale).signOut}
      </button>
    </form>
  )
}
