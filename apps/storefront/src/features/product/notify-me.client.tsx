'use client'

import { type SyntheticEvent, useState } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask } from '../../visitor/ask.ts'
import { useUiNote } from '../../visitor/ui-cookie.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './notify-me.module.css'

type NotifyMeProps = { readonly sku: string; readonly locale: Locale }
type Sent = 'no' | 'running' | 'mail' | 'account' | { readonly code: string }

/** Asks to be told when the variant is in stock again: by who has no account with an email, which a mail confirms. */
export function NotifyMe({ sku, locale }: NotifyMeProps) {
  const m = cartMessages(locale)
  const { name } = useUiNote()
  const [sent, setSent] = useState<Sent>('no')

  async function send(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (sent === 'running') return
    const email = new FormData(event.currentTarget).get('email')
    setSent('running')
    const body = { sku, locale, ...(email && { email }) }
    const answer = await ask<{ wishId?: string }>('POST /bff/stock/wishes', { body })
    if ('problem' in answer) setSent({ code: answer.problem.code })
    else setSent(answer.value.wishId ? 'account' : 'mail')
  }

  if (sent === 'mail' || sent === 'account')
    return <p role="status">{sent === 'mail' ? m.notified : m.notifiedAccount}</p>
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      {!name && (
        <Field
          name="email"
          type="email"
          label={m.notifyEmail}
          autoComplete="email"
          required
          id="notify-email"
        />
      )}
      <button type="submit" className={button.button} aria-disabled={sent === 'running'}>
        {m.notify}
      </button>
      {typeof sent === 'object' && <ProblemAlert code={sent.code} locale={locale} />}
    </form>
  )
}
