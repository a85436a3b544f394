'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useEffect, useState } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
import { problemText } from '../../messages/problems.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import styles from './checkout.module.css'
import type { Outcome } from './ordering/checkout-answer.ts'

type OutcomePanelProps = {
  readonly outcome: Outcome
  readonly locale: Locale
  readonly cart: Cart | null
  readonly onSetQuantity: (sku: string, quantity: number) => void
  /** Asks for the same once more, with the same key. */
  readonly onAgain: () => void
}

/** What came of the wish to order, with what can be done about it. */
export function OutcomePanel(props: OutcomePanelProps) {
  const { outcome, locale, onAgain } = props
  const m = checkoutMessages(locale)
  switch (outcome.kind) {
    case 'lost':
      return (
        <Alert tone="info">
          <p>{m.lost}</p>
        </Alert>
      )
    case 'left':
      return (
        <Alert tone="info">
          <p>{m.left}</p>
          <button type="button" className={button.text} onClick={onAgain}>
            {m.askAgain}
          </button>
        </Alert>
      )
    case 'wait':
      return <Waiting seconds={outcome.seconds} {...{ locale, onAgain }} />
    case 'changed':
      return (
        <Alert takesFocus>
          <p>
            <b>{m.changedTitle}.</b>{' '}
            {m.changedText(formatMoney(outcome.before, locale), formatMoney(outcome.after, locale))}
          </p>
        </Alert>
      )
    case 'short':
    case 'ended':
      return <Short {...props} outcome={outcome} />
    case 'held':
      return <Held orderId={outcome.orderId} locale={locale} />
    default:
      return <Other outcome={outcome} locale={locale} />
  }
}

function Waiting({
  seconds,
  locale,
  onAgain,
}: {
  seconds: number
  locale: Locale
  onAgain: () => void
}) {
  const m = checkoutMessages(locale)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    setLeft(seconds)
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000)
    return () => clearInterval(timer)
  }, [seconds])
  return (
    <Alert tone="info">
      <p aria-hidden={left !== seconds}>{m.busy(left)}</p>
      {left === 0 && (
        <button type="button" className={button.text} onClick={onAgain}>
          {m.askAgain}
        </button>
      )}
    </Alert>
  )
}

type ShortProps = OutcomePanelProps & {
  readonly outcome: Extract<Outcome, { kind: 'short' | 'ended' }>
}

/** The lines that are short, each with what is left: one click mends it, and nothing else is lost. */
function Short({ outcome, cart, locale, onSetQuantity }: ShortProps) {
  const m = checkoutMessages(locale)
  const titleOf = (sku: string) => {
    const line = cart?.lines.find((one) => one.sku === sku)
    return line ? readText(line.title, locale).text : sku
  }
  const isEnded = outcome.kind === 'ended'
  return (
    <Alert takesFocus>
      <p>
        <b>{isEnded ? m.endedTitle : m.shortTitle}.</b> {isEnded && m.ended[outcome.status]}
      </p>
      {outcome.shortages.map(({ sku, available }) => (
        <div key={sku} className={styles.actions}>
          <p>{m.shortage(titleOf(sku), available)}</p>
          {available > 0 && (
            <button
              type="button"
              className={button.text}
              onClick={() => onSetQuantity(sku, available)}
            >
              {m.take(available)}
            </button>
          )}
          <button type="button" className={button.text} onClick={() => onSetQuantity(sku, 0)}>
            {m.remove}
          </button>
        </div>
      ))}
    </Alert>
  )
}

function Held({
  orderId,
  locale,
}: {
  readonly orderId: string | undefined
  readonly locale: Locale
}) {
  const m = checkoutMessages(locale)
  return (
    <Alert tone="info" takesFocus>
      <p>{m.held}</p>
      {orderId && <a href={`/${locale}/checkout/return/${orderId}`}>{m.heldLink}</a>}
    </Alert>
  )
}

function Other({ outcome, locale }: { readonly outcome: Outcome; readonly locale: Locale }) {
  const m = checkoutMessages(locale)
  const texts: Readonly<Partial<Record<Outcome['kind'], string>>> = {
    not_orderable: m.notOrderable,
    signed_out: m.signInAgain,
  }
  if (outcome.kind !== 'failed' && !texts[outcome.kind]) return null
  return (
    <Alert takesFocus>
      <p>{outcome.kind === 'failed' ? problemText(outcome.code, locale) : texts[outcome.kind]}</p>
      {outcome.kind === 'failed' && outcome.traceId && (
        <p className={styles.hint}>{outcome.traceId}</p>
      )}
    </Alert>
  )
}
