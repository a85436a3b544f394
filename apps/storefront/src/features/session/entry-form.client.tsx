'use client'

import { type SyntheticEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask, type Problem } from '../../visitor/ask.ts'
import { leavePage } from '../../visitor/leaving.ts'
import { isHandedOver } from '../../visitor/tab-storage.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { faultsOf } from './field-faults.ts'
import styles from './forms.module.css'

type EntryFormProps = {
  readonly locale: Locale
  readonly kind: 'sign-in' | 'register'
  /** Where it leads afterwards: a path of this site. */
  readonly next: string
  /** Why a form without a script was refused. */
  readonly problem?: string | undefined
  /** Instead of leaving the page. */
  readonly onEntered?: () => void
}

/** Signs in, or makes an account. A plain form until there is a script. */
export function EntryForm({ locale, kind, next, problem: before, onEntered }: EntryFormProps) {
  const m = sessionMessages(locale)
  const isNew = kind === 'register'
  const action = isNew ? '/bff/registrations' : '/bff/session'
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem | undefined>(
    before === undefined ? undefined : { status: 0, code: before },
  )
  const faults = faultsOf(problem, m)

  async function enter(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isRunning) return
    setRunning(true)
    const body = Object.fromEntries(new FormData(event.currentTarget))
    const answer = await ask<{ next: string }>(`POST ${action}`, { body })
    setRunning(false)
    if ('problem' in answer) return setProblem(answer.problem)
    setProblem(undefined)
    goOn(answer.value.next, onEntered)
  }

  return (
    <form
      method="post"
      action={action}
      className={styles.form}
      onSubmit={(event) => void enter(event)}
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="next" value={next} />
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      {isNew && (
        <div className={styles.pair}>
          <Field name="firstName" label={m.firstName} autoComplete="given-name" maxLength={100} />
          <Field name="lastName" label={m.lastName} autoComplete="family-name" maxLength={100} />
        </div>
      )}
      <Field
        name="email"
        type="email"
        label={m.email}
        autoComplete={isNew ? 'email' : 'username'}
        required
        maxLength={320}
        error={faults.email}
      />
      <Field
        name="password"
        type="password"
        label={m.password}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        maxLength={200}
        hint={isNew ? m.passwordHint : undefined}
        error={faults.password}
      />
      <button type="submit" className={button.button} aria-disabled={isRunning}>
        {textOf(m, isNew, isRunning)}
      </button>
    </form>
  )
}

/** Stays in the page for who was here before; somebody else finds nothing in it that was typed. */
function goOn(next: string, onEntered: (() => void) | undefined): void {
  const isAnother = isHandedOver()
  if (!onEntered) {
    leavePage()
    location.assign(next)
  } else if (isAnother) location.reload()
  else onEntered()
}

function textOf(m: ReturnType<typeof sessionMessages>, isNew: boolean, isRunning: boolean): string {
  if (isNew) return isRunning ? m.registering : m.register
  return isRunning ? m.signingIn : m.signIn
}
