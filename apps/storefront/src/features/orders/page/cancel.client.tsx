'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import { formatMoney } from '@comptoir/site/money'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { type OrderPageMessages, orderPageMessages } from '../../../messages/order-page.ts'
import { codeOfOrder } from '../../../messages/problems.ts'
import { Alert } from '../../../ui/alert.tsx'
import button from '../../../ui/button.module.css'
import { ask, type Problem } from '../../../visitor/ask.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from '../orders.module.css'
import { type CancelOffer, cancelOfferOf } from './cancel-offer.ts'

type CancelProps = {
  readonly order: Order
  readonly locale: Locale
  /** Has the order read again. */
  readonly refresh: () => void
}

/** Cancels an order in two steps: what becomes of the money, then the word that counts. */
export function Cancel({ order, locale, refresh }: CancelProps) {
  const m = orderPageMessages(locale).cancel
  const [isOpen, setOpen] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const offer = cancelOfferOf(order)

  async function cancel(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isRunning) return
    setRunning(true)
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    const body = reason === '' ? {} : { reason }
    const answer = await ask<Order>(`POST /bff/orders/${order.orderId}/cancel`, { body })
    setRunning(false)
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('value' in answer) setOpen(false)
    refresh()
  }

  if (!offer) return null
  if (!isOpen)
    return (
      <button
        type="button"
        className={`${button.button} ${button.quiet}`}
        onClick={() => setOpen(true)}
      >
        {m.open}
      </button>
    )
  return (
    <form className={styles.question} onSubmit={(event) => void cancel(event)}>
      <Question {...{ offer, m, locale }} />
      {problem && <ProblemAlert code={codeOfOrder(problem.code)} locale={locale} takesFocus />}
      <div className={styles.buttons}>
        <button type="submit" className={button.button} aria-disabled={isRunning}>
          {isRunning ? m.running : confirmText(offer, m, locale)}
        </button>
        <button type="button" className={button.text} onClick={() => setOpen(false)}>
          {m.keep}
        </button>
      </div>
    </form>
  )
}

type QuestionProps = {
  readonly offer: CancelOffer
  readonly m: OrderPageMessages['cancel']
  readonly locale: Locale
}

function Question({ offer, m, locale }: QuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {m.title}
      </h3>
      <p>
        <b>{offer.kind === 'free' ? m.free : m[offer.kind](formatMoney(offer.amount, locale))}</b>{' '}
        {m.stays}
      </p>
      <label className={styles.field}>
        {m.reason}
        <textarea name="reason" rows={2} maxLength={500} />
      </label>
    </>
  )
}

const confirmText = (offer: CancelOffer, m: QuestionProps['m'], locale: Locale): string =>
  offer.kind === 'refunded' ? m.confirmRefund(formatMoney(offer.amount, locale)) : m.confirm

/** How far the cancellation is: asked for, refused, or done with its money. */
export function Cancellation({ order, locale }: Omit<CancelProps, 'refresh'>) {
  const m = orderPageMessages(locale).cancel
  if (!order.cancellation) return null
  const texts = {
    requested: m.requested,
    refused: m.refused,
    done: m.done,
    refund_pending: m.refundPending,
    refund_failed: m.refundFailed,
  }
  const { status } = order.cancellation
  return (
    <Alert tone={status === 'refused' || status === 'refund_failed' ? 'danger' : 'info'}>
      <p>{texts[status]}</p>
    </Alert>
  )
}
