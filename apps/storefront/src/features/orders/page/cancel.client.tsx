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
  const [isDone, setDone] = useState(false)
  const offer = cancelOfferOf(order)
  const opener = useOpener(isOpen)
  useStatusFocus(isDone && order.cancellation !== undefined)

  async function cancel(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isRunning) return
    setRunning(true)
    setProblem(undefined)
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    const body = reason === '' ? {} : { reason }
    const answer = await ask<Order>(`POST /bff/orders/${order.orderId}/cancel`, { body })
    setRunning(false)
    setProblem('problem' in answer ? answer.problem : undefined)
    setDone('value' in answer)
    if ('value' in answer) setOpen(false)
    refresh()
  }

  function close(): void {
    setProblem(undefined)
    setOpen(false)
  }

  const refusal = problem && (
    <ProblemAlert code={codeOfOrder(problem.code)} locale={locale} takesFocus />
  )
  // what was refused may not be offered any more: why stays
  if (!offer) return refusal
  if (!isOpen)
    return (
      <button
        ref={opener}
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
      {refusal}
      <div className={styles.buttons}>
        <button type="submit" className={button.button} aria-disabled={isRunning}>
          {isRunning ? m.running : confirmText(offer, m, locale)}
        </button>
        <button type="button" className={button.text} onClick={close}>
          {m.keep}
        </button>
      </div>
    </form>
  )
}

/** The button that opens a question: the focus comes back to it when the question closes. */
function useOpener(isOpen: boolean) {
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return opener
}

const statusId = 'cancellation'

/** Leads to how far the cancellation is, once it is there: the button that had the focus is gone. */
function useStatusFocus(isThere: boolean): void {
  useEffect(() => {
    if (isThere) document.getElementById(statusId)?.focus()
  }, [isThere])
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
    <div id={statusId} tabIndex={-1}>
      <Alert tone={status === 'refused' || status === 'refund_failed' ? 'danger' : 'info'}>
        <p>{texts[status]}</p>
      </Alert>
    </div>
  )
}
