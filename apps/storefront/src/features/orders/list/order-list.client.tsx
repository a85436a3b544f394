'use client'

import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../../messages/messages.ts'
import { orderMessages } from '../../../messages/orders.ts'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import { usePages } from '../../../visitor/use-pages.ts'
import list from '../../account/own-list/own-list.module.css'
import { OwnList } from '../../account/own-list/own-list.tsx'
import styles from './order-list.module.css'

type OrderListProps = {
  readonly locale: Locale
  /** What is searched for, as the address says; empty: all. */
  readonly number: string
}

const idOf = ({ orderId }: OrderOverview) => orderId

/** The orders of the account, and the one that a number names. */
export function OrderList({ locale, number }: OrderListProps) {
  const m = orderMessages(locale)
  const query = new URLSearchParams({ limit: '20', ...(number !== '' && { q: number }) })
  const pages = usePages(`/bff/orders?${query}`, idOf)
  return (
    <div className={list.list}>
      <Search {...{ locale, number }} />
      <OwnList
        {...{ pages, locale, words: { ...m.list, again: m.again } }}
        nothing={<Nothing {...{ locale, number }} />}
        row={(order) => <OrderRow key={order.orderId} {...{ order, locale }} />}
      />
    </div>
  )
}

/** A plain form: what is searched for is in the address. */
function Search({ locale, number }: OrderListProps) {
  const { list: m } = orderMessages(locale)
  return (
    <search>
      <form action={`/${locale}/account/orders`} className={styles.search}>
        <Field
          name="q"
          prefix="orders-"
          type="search"
          label={m.search}
          defaultValue={number}
          maxLength={80}
          autoComplete="off"
          required
        />
        <button type="submit" className={`${button.button} ${button.quiet}`}>
          {m.find}
        </button>
        {number !== '' && <a href={`/${locale}/account/orders`}>{m.all}</a>}
      </form>
    </search>
  )
}

function Nothing({ locale, number }: OrderListProps) {
  const { list: m } = orderMessages(locale)
  if (number !== '') return <p role="status">{m.noneFound(number)}</p>
  return (
    <p>
      {m.none} <a href={`/${locale}`}>{m.browse}</a>
    </p>
  )
}

function OrderRow({ order, locale }: { readonly order: OrderOverview; readonly locale: Locale }) {
  const m = orderMessages(locale)
  const { orderId, number, placedAt, itemCount, status, totals } = order
  return (
    <li className={`${list.row} ${styles.order}`}>
      <a href={`/${locale}/account/orders/${encodeURIComponent(orderId)}`}>{m.number(number)}</a>
      <b>{formatMoney(totals.grandTotal, locale)}</b>
      <span className={list.what}>
        {formatDate(placedAt, 'date', locale)} · {m.list.items(itemCount)}
      </span>
      <span className={`${list.state} ${styles.state}`}>{m.statuses[status]}</span>
    </li>
  )
}
