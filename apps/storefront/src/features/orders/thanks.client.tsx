'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import type { ReactNode } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { orderMessages } from '../../messages/orders.ts'
import { GoodsList } from '../../ui/goods-list.tsx'
import { isEnded } from '../../visitor/order-end.ts'
import { useOrderLive } from '../../visitor/order-live.ts'
import { useUiNote } from '../../visitor/ui-cookie.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { Destination } from './destination.tsx'
import orders from './orders.module.css'
import { InvoiceLink } from './papers.tsx'
import { Progress } from './progress.tsx'
import { isElsewhere } from './shown-order.ts'
import styles from './thanks.module.css'
import { useSignedOut } from './use-signed-out.ts'

type ThanksProps = {
  readonly locale: Locale
  readonly orderId: string
  /** The ticket: the cart writes its rows. */
  readonly ticket: (order: Order) => ReactNode
}

/** An order that was placed: what becomes of it, live, with its undo when there is one. */
export function Thanks({ locale, orderId, ticket }: ThanksProps) {
  const m = orderMessages(locale)
  const live = useOrderLive(orderId)
  const { problem, isLive } = live
  // somebody else signed in meanwhile: it is not theirs
  const order = isElsewhere(live, useSignedOut(problem)) ? undefined : live.order
  const isOfAccount = useUiNote().name !== undefined
  if (!order)
    return (
      <>
        <h1>{m.thanksEnded}</h1>
        {problem ? (
          <ProblemAlert code={problem.code} locale={locale}>
            <a href={`/${locale}/track`}>{m.follow}</a>
          </ProblemAlert>
        ) : (
          <p role="status" className={styles.loading}>
            {m.loading}
          </p>
        )}
      </>
    )
  const hasEnded = isEnded(order.status)
  const forChat = { 'data-chat-order': order.orderId, 'data-chat-order-number': order.number }
  return (
    <div className={styles.page} {...forChat}>
      <div className={styles.head}>
        <h1>{hasEnded ? m.thanksEnded : m.thanks}</h1>
        <p>
          <b>{m.number(order.number)}</b> {!hasEnded && m.mail(order.email)}
        </p>
      </div>
      <div className={styles.progress}>
        <Progress {...{ order, locale, isLive }} />
        <InvoiceLink order={order} locale={locale} />
      </div>
      <section className={styles.goods} aria-labelledby="goods">
        <h2 id="goods">{m.goods}</h2>
        <GoodsList lines={order.lines} locale={locale} />
        {ticket(order)}
        <Destination order={order} locale={locale} />
        <p className={orders.links}>
          <a
            href={`/${locale}${isOfAccount ? '/account' : ''}/orders/${encodeURIComponent(orderId)}`}
          >
            {m.seeOrder}
          </a>
          <a href={`/${locale}`}>{m.goOn}</a>
        </p>
      </section>
    </div>
  )
}
