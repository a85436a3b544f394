'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import type { ReactNode } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { orderPageMessages } from '../../../messages/order-page.ts'
import { orderMessages } from '../../../messages/orders.ts'
import button from '../../../ui/button.module.css'
import { Billing, Destination } from '../destination.tsx'
import { type Entry, OrderGate, type Shown } from '../order-gate.client.tsx'
import styles from '../orders.module.css'
import { Papers } from '../papers.tsx'
import { Progress } from '../progress.tsx'
import { BuyAgain } from './buy-again.client.tsx'
import { Cancel, Cancellation } from './cancel.client.tsx'
import { OrderLines } from './order-lines.client.tsx'
import { Parcels } from './parcels.client.tsx'
import { PaymentFacts } from './payment-facts.tsx'

export type OrderPageProps = {
  readonly locale: Locale
  readonly orderId: string
  /** Where orders of this kind are: of the account, or of a guest. */
  readonly base: string
  readonly isOfAccount: boolean
  readonly imageOrigin: string
  readonly entry?: Entry | undefined
  /** The ticket: the cart writes its rows. */
  readonly ticket: (order: Order) => ReactNode
}

/** An order with all that became of it, and all that can be done with it now. */
export function OrderPage(props: OrderPageProps) {
  const { locale, orderId, entry } = props
  return (
    <OrderGate {...{ locale, orderId, entry }}>
      {(shown) => <Content {...props} {...shown} />}
    </OrderGate>
  )
}

function Content(props: OrderPageProps & Shown) {
  const { order, locale, isLive, imageOrigin, ticket } = props
  return (
    <article
      className={styles.page}
      data-chat-order={order.orderId}
      data-chat-order-number={order.number}
    >
      <Head {...props} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Progress {...{ order, locale, isLive }} />
          <Parcels {...{ order, locale }} />
          <Doing {...props} />
        </div>
        <div className={styles.column}>
          <section className={styles.part} aria-labelledby="goods">
            <h2 id="goods">{orderMessages(locale).goods}</h2>
            <OrderLines {...{ order, locale, imageOrigin }} />
            {ticket(order)}
          </section>
          <section className={styles.addresses}>
            <Destination {...{ order, locale }} />
            <Billing {...{ order, locale }} />
          </section>
          <PaymentFacts {...{ order, locale }} />
          <Papers {...{ order, locale }} />
        </div>
      </div>
    </article>
  )
}

function Head({ order, locale, base, isOfAccount }: OrderPageProps & Shown) {
  const m = orderMessages(locale)
  const page = orderPageMessages(locale)
  return (
    <header className={styles.head}>
      {isOfAccount && (
        <p className={styles.links}>
          <a href={base}>{m.list.all}</a>
        </p>
      )}
      <h1>
        {m.number('')}
        <span>{order.number}</span>
      </h1>
      <p>
        <span className={styles.hint}>
          {page.placedOn(formatDate(order.placedAt, 'date', locale))}
        </span>{' '}
        <span className={styles.state}>{m.statuses[order.status]}</span>
      </p>
      <Cancellation {...{ order, locale }} />
    </header>
  )
}

/** Parcels that arrived can be sent back, at least in part. */
const hasArrived = ({ status }: Order) =>
  ['partially_delivered', 'delivered', 'completed'].includes(status)

function Doing({ order, locale, base, refresh }: OrderPageProps & Shown) {
  const m = orderPageMessages(locale)
  const hasReturns = (order.returns ?? []).length > 0
  return (
    <section className={styles.part} aria-labelledby="doing">
      <h2 id="doing">{m.next}</h2>
      <div className={styles.buttons}>
        {(hasArrived(order) || hasReturns) && (
          <a
            href={`${base}/${encodeURIComponent(order.orderId)}/return`}
            className={`${button.button} ${button.quiet}`}
          >
            {hasReturns ? m.seeReturns : m.sendBack}
          </a>
        )}
        <BuyAgain {...{ order, locale }} />
        <Cancel {...{ order, locale, refresh }} />
      </div>
      <p>
        <a href={`/${locale}/withdrawal`}>{m.withdraw}</a>
      </p>
    </section>
  )
}
