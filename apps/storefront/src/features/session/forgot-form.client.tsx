'use client'

import { type SyntheticEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask, type Problem } from '../../visitor/ask.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { faultsOf } from './field-faults.ts'
import styles from './forms.module.css'

/** Asks for the link to a new password: the answer is the same whether there is such an account or not. */
export function ForgotForm({ locale }: { readonly locale: Locale }) {
  const m = sessionMessages(locale)
  const [state, setState] = useState<'form' | 'running' | 'sent'>('form')
  const [problem, setProblem] = useState<Problem>()

  async function send(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (state === 'running') return
    setState('running')
    const email = new FormData(event.currentTarget).get('email')
    const answer = await ask('POST /bff/auth/forgot-password', { body: { email } })
    setProblem('problem' in answer ? answer.problem : undefined)
    setState('problem' in answer ? 'form' : 'sent')
  }

  if (state === 'sent') return <p role="status">{m.sent}</p>
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      <Field
        name="email"
        type="email"
        label={m.email}
        autoComplete="email"
        required
        error={faultsOf(problem, m).email}
      />
      <button type="submit" className={button.button} aria-disabled={state === 'running'}>
        {m.send}
      </button>
    </form>
  )
}
