'use client'

import type { Shop } from '@comptoir/contracts/admin/schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { useEffect, useState } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { orderMessages } from '../../../messages/orders.ts'
import { ask } from '../../../visitor/ask.ts'
import styles from './payment-deadline.module.css'
import { isPaymentOwed, paymentDueMs, type TimeLeft, timeLeft } from './payment-due.ts'

type PaymentDeadlineProps = { readonly order: Order; readonly locale: Locale }

/** Until when the goods are held, and a clock to it, while the order waits for its money. */
export function PaymentDeadline({ order, locale }: PaymentDeadlineProps) {
  return isPaymentOwed(order) ? <Clock {...{ order, locale }} /> : null
}

function Clock({ order, locale }: PaymentDeadlineProps) {
  const m = orderMessages(locale).deadline
  const dueMs = paymentDueMs(order, useUsualSeconds(order.paymentTerms === undefined))
  const nowMs = useNow()
  if (dueMs === undefined) return null
  const left = timeLeft(dueMs - nowMs)
  if (left.kind === 'over') return <p>{m.over}</p>
  const due = new Date(dueMs).toISOString()
  return (
    <p className={styles.deadline}>
      {left.kind === 'clock'
        ? m.until(formatDate(due, 'time', locale))
        : m.untilDay(formatDate(due, 'moment', locale))}{' '}
      {left.kind !== 'days' && (
        // a timer is read when somebody goes there, not each second
        <span role="timer" aria-label={m.left} className={styles.left}>
          {leftText(left, locale)}
        </span>
      )}
    </p>
  )
}

function leftText(left: TimeLeft, locale: Locale): string {
  if (left.kind === 'clock') return left.text
  return left.kind === 'hours' ? orderMessages(locale).deadline.hours(left.hours, left.minutes) : ''
}

/** How long the shop usually waits; an order with terms of its own needs no answer. */
function useUsualSeconds(isNeeded: boolean): number | undefined {
  const [seconds, setSeconds] = useState<number>()
  useEffect(() => {
    if (!isNeeded) return
    void ask<Shop>('GET /bff/shop').then((answer) => {
      if ('value' in answer) setSeconds(answer.value.paymentDeadlineSeconds)
    })
  }, [isNeeded])
  return seconds
}

function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
