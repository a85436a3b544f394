'use client'

import type { Shop } from '@comptoir/contracts/admin/schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import { useCallback, useEffect, useState } from 'react'
import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Alert } from '../../../ui/alert.tsx'
import button from '../../../ui/button.module.css'
import { ask } from '../../../visitor/ask.ts'
import { useOrderLive } from '../../../visitor/order-live.ts'
import { PaymentDeadline } from '../../frame/payment-deadline/payment-deadline.client.tsx'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from '../checkout.module.css'
import { type Outcome, outcomeOfOrder } from '../ordering/checkout-answer.ts'
import { PayAgain } from './pay-again.client.tsx'

type PaymentReturnProps = { readonly locale: Locale; readonly orderId: string }

/**
 * Where somebody comes back to from the bank, or finds an order that is not decided: it reads the order and listens, and believes
 * nothing that the address says.
 */
export function PaymentReturn({ locale, orderId }: PaymentReturnProps) {
  const m = checkoutMessages(locale)
  const { order, problem, refresh } = useOrderLive(orderId)
  const [shop, setShop] = useState<Shop>()
  const outcome = order && outcomeOfOrder(order)
  const isDone = outcome?.kind === 'done'
  useEffect(() => {
    if (isDone) location.replace(`/${locale}/orders/${orderId}/thanks`)
  }, [isDone, locale, orderId])
  useEffect(() => {
    void ask<Shop>('GET /bff/shop').then((answer) => 'value' in answer && setShop(answer.value))
  }, [])
  // who pays by a link has no other way to the order
  const isByLink = problem?.status === 404 && !order
  useEffect(() => {
    if (isByLink && sessionStorage.getItem('comptoir.link')) location.replace(`/${locale}/pay`)
  }, [isByLink, locale])
  if (problem && !order) return <ProblemAlert code={problem.code} locale={locale} />
  if (!order || !outcome) return <p role="status">{m.loading}</p>
  return <Decision {...{ locale, order, outcome, shop, refresh }} />
}

type DecisionProps = {
  readonly locale: Locale
  readonly order: Order
  readonly outcome: Outcome
  readonly shop: Shop | undefined
  /** Has the order read again. */
  readonly refresh: () => void
}

function Decision({ locale, order, outcome, shop, refresh }: DecisionProps) {
  const m = checkoutMessages(locale)
  const { orderId } = order
  const pay = useCallback(
    (paymentMethod: unknown, key: string) =>
      ask<Order>(`POST /bff/orders/${orderId}/payments`, {
        ...{ body: { paymentMethod }, key, prefer: 'wait=10', timeoutMs: 30_000 },
      }),
    [orderId],
  )
  const onPaid = (paid: Order) => {
    const next = outcomeOfOrder(paid)
    if (next.kind === 'confirm') location.assign(next.url)
    else refresh()
  }
  const again = (
    <PayAgain
      {...{ locale, pay, onPaid, isDemo: shop?.demo === true, name: `comptoir.pay.${orderId}` }}
    />
  )
  if (outcome.kind === 'refused')
    return (
      <>
        <Alert takesFocus>
          <p>
            <b>{m.refusedTitle}.</b> {m.reasons[outcome.reason ?? '']} {m.refusedText}
          </p>
        </Alert>
        <PaymentDeadline {...{ order, locale }} />
        {again}
      </>
    )
  if (outcome.kind === 'confirm')
    return (
      <>
        <p role="status">{m.returning}</p>
        <PaymentDeadline {...{ order, locale }} />
        <details>
          <summary>{m.bankClosed}</summary>
          <p>
            <a href={outcome.url} className={`${button.button} ${button.quiet}`}>
              {m.goToBank}
            </a>
          </p>
          {again}
        </details>
      </>
    )
  if (outcome.kind === 'ended')
    return (
      <Alert takesFocus>
        <p>
          <b>{m.endedTitle}.</b> {m.ended[outcome.status]}
        </p>
        <a href={`/${locale}/cart`}>{m.backToCart}</a>
      </Alert>
    )
  return (
    <p role="status" className={styles.hint}>
      {m.returning}
    </p>
  )
}
