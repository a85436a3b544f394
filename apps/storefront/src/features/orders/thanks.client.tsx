'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import type { ReactNode } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { orderMessages } from '../../messages/orders.ts'
import button from '../../ui/button.module.css'
import { GoodsList } from '../../ui/goods-list.tsx'
import { Rail } from '../../ui/rail.tsx'
import { isEnded } from '../../visitor/order-end.ts'
import { useOrderLive } from '../../visitor/order-live.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { stepsOf } from './order-progress.ts'
import styles from './thanks.module.css'

type ThanksProps = {
  readonly locale: Locale
  readonly orderId: string
  /** The ticket: the cart writes its rows. */
  readonly ticket: (order: Order) => ReactNode
}

/** An order that was placed: what becomes of it, live, with its undo when there is one. */
export function Thanks({ locale, orderId, ticket }: ThanksProps) {
  const m = orderMessages(locale)
  const { order, problem, isLive } = useOrderLive(orderId)
  if (!order && problem)
    return (
      <ProblemAlert code={problem.code} locale={locale}>
        <a href={`/${locale}/track`}>{m.follow}</a>
      </ProblemAlert>
    )
  if (!order)
    return (
      <p role="status" className={styles.loading}>
        {m.loading}
      </p>
    )
  const hasEnded = isEnded(order.status)
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{hasEnded ? m.thanksEnded : m.thanks}</h1>
        <p>
          <b>{m.number(order.number)}</b> {!hasEnded && m.mail(order.email)}
        </p>
      </div>
      <Progress {...{ order, locale, isLive }} />
      <section className={styles.goods} aria-labelledby="goods">
        <h2 id="goods">{m.goods}</h2>
        <GoodsList lines={order.lines} locale={locale} />
        {ticket(order)}
        <Destination order={order} locale={locale} />
        <p>
          <a href={`/${locale}`}>{m.goOn}</a>
        </p>
      </section>
    </div>
  )
}

type PartProps = { readonly order: Order; readonly locale: Locale }

function Progress({ order, locale, isLive }: PartProps & { readonly isLive: boolean }) {
  const m = orderMessages(locale)
  const stations = stepsOf(order).map(({ key, state, at }) => ({
    ...{ key, state, title: m.steps[key] },
    ...(at && { detail: formatDate(at, 'moment', locale) }),
    ...(state === 'current' && { detail: m.current }),
  }))
  const last = stations.findLast(({ state }) => state !== 'todo')
  return (
    <section className={styles.progress} aria-labelledby="progress">
      <h2 id="progress">{m.progress}</h2>
      <p className={isLive ? styles.live : styles.notLive}>{isLive ? m.live : m.notLive}</p>
      <Rail label={m.progress} stations={stations} />
      <p role="status" className="hidden">
        {last?.title}
      </p>
      {order.status === 'awaiting_payment' && (
        <p>
          <a href={`/${locale}/checkout/return/${order.orderId}`} className={button.button}>
            {m.payHere}
          </a>
        </p>
      )}
      <Invoice order={order} locale={locale} />
    </section>
  )
}

/** The invoice comes by itself: the button is there as soon as its PDF is. */
function Invoice({ order, locale }: PartProps) {
  const m = orderMessages(locale)
  const { pdfReady, invoiceId } = order.invoice
  if (!order.confirmedAt) return null
  if (!pdfReady) return <p className={styles.hint}>{m.invoiceLater}</p>
  const href = `/bff/invoices/${invoiceId}/pdf?order=${order.orderId}`
  return (
    <p>
      <a href={href} className={`${button.button} ${button.quiet}`} download>
        {m.invoice}
      </a>
    </p>
  )
}

function Destination({ order, locale }: PartProps) {
  const m = orderMessages(locale)
  const { shippingLine, shippingAddress } = order
  const { pickupPoint, delivery, name } = shippingLine
  const day = (date: string) => formatDate(date, 'day', locale)
  const place = pickupPoint
    ? { recipient: pickupPoint.name, ...pickupPoint.address }
    : shippingAddress
  return (
    <div>
      <h3>{m.deliveredTo}</h3>
      <p>
        {readText(name, locale).text}
        {delivery && `, ${m.deliveredBetween(day(delivery.from), day(delivery.to))}`}
      </p>
      <address>
        {place.recipient}
        <br />
        {place.line1}
        <br />
        {place.postalCode} {place.city}
      </address>
    </div>
  )
}
