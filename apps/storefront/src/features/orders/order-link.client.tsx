'use client'

import { type SyntheticEvent, useCallback, useEffect, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { orderMessages } from '../../messages/orders.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask, type Problem } from '../../visitor/ask.ts'
import { secretOf } from '../../visitor/link-secret.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { createLinkOpening, type Opened } from './link-opening.ts'
import styles from './orders.module.css'

/** Opens the order of a guest by the link of a mail, and sends such a link: an order needs no account. */
export function OrderLink({ locale }: { readonly locale: Locale }) {
  const { link: m, again } = orderMessages(locale)
  const [isOpening, setOpening] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const follow = useCallback(async () => {
    const link = secretOf('link')
    if (link === null) return
    setOpening(true)
    setProblem(undefined)
    const answer = await open(link)
    if ('value' in answer) return location.replace(`/${locale}/orders/${answer.value.orderId}`)
    setOpening(false)
    setProblem(answer.problem)
  }, [locale])
  useEffect(() => void follow(), [follow])
  return (
    <section className={styles.part} aria-labelledby="order-link">
      <h2 id="order-link">{m.title}</h2>
      {isOpening && <p role="status">{m.opening}</p>}
      {problem?.code === 'invalid_token' && (
        <Alert takesFocus>
          <p>{m.broken}</p>
        </Alert>
      )}
      {problem && problem.code !== 'invalid_token' && (
        <ProblemAlert code={problem.code} locale={locale} takesFocus>
          <button type="button" className={button.button} onClick={() => void follow()}>
            {again}
          </button>
        </ProblemAlert>
      )}
      {!isOpening && <AskLink locale={locale} />}
    </section>
  )
}

const open = createLinkOpening((link) => ask<Opened>('POST /bff/orders/links', { body: { link } }))

function AskLink({ locale }: { readonly locale: Locale }) {
  const m = orderMessages(locale).link
  const [isRunning, setRunning] = useState(false)
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  async function send(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isRunning) return
    const form = new FormData(event.currentTarget)
    const textOf = (name: string) => String(form.get(name) ?? '').trim()
    setRunning(true)
    const body = { number: textOf('orderNumber'), email: textOf('email') }
    const answer = await ask('POST /bff/orders/lookup', { body })
    setRunning(false)
    setSent('value' in answer)
    setProblem('problem' in answer ? answer.problem : undefined)
  }

  return (
    <form className={styles.look} onSubmit={(event) => void send(event)}>
      <p>{m.intro}</p>
      <Field name="orderNumber" label={m.number} maxLength={40} autoComplete="off" required />
      <Field
        name="email"
        type="email"
        label={m.email}
        maxLength={320}
        autoComplete="email"
        required
      />
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      {isSent && <p role="status">{m.sent}</p>}
      <button type="submit" className={button.button} aria-disabled={isRunning}>
        {isRunning ? m.running : m.send}
      </button>
    </form>
  )
}
