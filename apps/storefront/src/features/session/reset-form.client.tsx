'use client'

import { type SyntheticEvent, useEffect, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask, type Problem } from '../../visitor/ask.ts'
import { secretOf } from '../../visitor/link-secret.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { faultsOf } from './field-faults.ts'
import styles from './forms.module.css'

/** Sets a new password by the secret of a mail's link. */
export function ResetForm({ locale }: { readonly locale: Locale }) {
  const m = sessionMessages(locale)
  const [token, setToken] = useState<string | null>()
  const [state, setState] = useState<'form' | 'running' | 'saved'>('form')
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => setToken(secretOf('token')), [])

  async function save(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (state === 'running') return
    setState('running')
    const newPassword = new FormData(event.currentTarget).get('newPassword')
    const body = { token, newPassword }
    const answer = await ask('POST /bff/auth/reset-password', { body })
    setProblem('problem' in answer ? answer.problem : undefined)
    setState('problem' in answer ? 'form' : 'saved')
  }

  if (state === 'saved')
    return (
      <p role="status">
        {m.saved} <a href={`/${locale}/sign-in`}>{m.signIn}</a>
      </p>
    )
  if (token === null)
    return (
      <Alert>
        <p>{m.noToken}</p>
        <a href={`/${locale}/forgot`}>{m.forgotTitle}</a>
      </Alert>
    )
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      <Field
        name="newPassword"
        type="password"
        label={m.newPassword}
        autoComplete="new-password"
        required
        maxLength={200}
        hint={m.passwordHint}
        error={faultsOf(problem, m).password}
      />
      <button type="submit" className={button.button} aria-disabled={state === 'running'}>
        {m.save}
      </button>
    </form>
  )
}
