'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import { type ReactNode, useEffect } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { orderMessages } from '../../messages/orders.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Problem } from '../../visitor/ask.ts'
import { type OrderLive, useOrderLive } from '../../visitor/order-live.ts'
import { onReturn } from '../../visitor/session-end.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './orders.module.css'
import { isElsewhere } from './shown-order.ts'
import { useSignedOut } from './use-signed-out.ts'

/** The form to sign in, in the page: what was typed stays. */
export type Entry = (onEntered: () => void) => ReactNode

export type Shown = {
  readonly order: Order
  readonly isLive: boolean
  readonly refresh: () => void
}

type OrderGateProps = {
  readonly locale: Locale
  readonly orderId: string
  /** Of a page without the frame of the account, which has the form itself. */
  readonly entry?: Entry | undefined
  readonly children: (shown: Shown) => ReactNode
}

/** An order, live, for whoever may see it: asks to sign in, and says that somebody else's is not there. */
export function OrderGate({ locale, orderId, entry, children }: OrderGateProps) {
  const live = useOrderLive(orderId)
  const isOut = useSignedOut(live.problem)
  const { isLive, refresh, drop } = live
  const isOfOthers = isElsewhere(live, isOut)
  const order = isOfOthers ? undefined : live.order
  useEffect(() => {
    // no failure after this one may bring it back
    if (isOfOthers) drop()
  }, [isOfOthers, drop])
  useEffect(() => onReturn(refresh), [refresh])
  return (
    <>
      {isOut && !order && <h1>{orderMessages(locale).thanksEnded}</h1>}
      {isOut && entry && <SignInAgain {...{ locale, entry }} onEntered={refresh} />}
      {!isOut && order && <Stale {...{ locale, live }} />}
      {!isOut && !order && <NotThere {...{ locale, isOut, refresh }} problem={live.problem} />}
      {order && children({ order, isLive, refresh })}
    </>
  )
}

type AgainProps = {
  readonly locale: Locale
  readonly entry: Entry
  readonly onEntered: () => void
}

function SignInAgain({ locale, entry, onEntered }: AgainProps) {
  return (
    <section className={styles.entry}>
      <Alert tone="info">
        <p>{orderMessages(locale).signIn}</p>
      </Alert>
      {entry(onEntered)}
    </section>
  )
}

type NotThereProps = {
  readonly locale: Locale
  readonly problem: Problem | undefined
  readonly isOut: boolean | undefined
  readonly refresh: () => void
}

function NotThere({ locale, problem, isOut, refresh }: NotThereProps) {
  const m = orderMessages(locale)
  if (!problem || isOut === undefined)
    return (
      <>
        <h1>{m.thanksEnded}</h1>
        <Skeleton text={m.loading} lines={8} />
      </>
    )
  // 400: an address that no order can have
  if (problem.status === 404 || problem.status === 400) return <MissingOrder locale={locale} />
  return (
    <>
      <h1>{m.thanksEnded}</h1>
      <ProblemAlert code={problem.code} locale={locale}>
        <button type="button" className={button.button} onClick={refresh}>
          {m.again}
        </button>
      </ProblemAlert>
    </>
  )
}

/** The missing page, as an address that leads nowhere has it: an order of somebody else is none. */
function MissingOrder({ locale }: { readonly locale: Locale }) {
  const m = orderMessages(locale)
  useEffect(() => {
    document.title = m.missing.title
  }, [m])
  return (
    <div className={styles.missing}>
      <h1>{m.missing.title}</h1>
      <p>{m.missing.hint}</p>
      <p className={styles.links}>
        <a href={`/${locale}/account/orders`}>{m.list.all}</a>
        <a href={`/${locale}`}>{m.list.browse}</a>
      </p>
    </div>
  )
}

/** What is shown was read before the shop stopped to answer. */
function Stale({ locale, live }: { readonly locale: Locale; readonly live: OrderLive }) {
  const m = orderMessages(locale)
  return live.problem ? <Notice>{m.stale}</Notice> : null
}
