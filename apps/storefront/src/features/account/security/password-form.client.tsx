'use client'

import { type SyntheticEvent, useState } from 'react'
import { securityMessages } from '../../../messages/account/security.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { useSubmit } from '../form/use-submit.ts'
import { faultOfNewPassword } from './password-faults.ts'

type PasswordFormProps = { readonly locale: Locale; readonly onChanged: () => void }

/** Another password: all sessions end but this one. */
export function PasswordForm({ locale, onChanged }: PasswordFormProps) {
  const m = securityMessages(locale)
  const [isChanged, setChanged] = useState(false)
  const { isRunning, problem, submit } = useSubmit()
  const fault = faultOfNewPassword(problem, m)

  async function change(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    setChanged(false)
    const body = Object.fromEntries(new FormData(form))
    const answer = await submit('POST /bff/auth/change-password', { body })
    if (!answer || 'problem' in answer) return
    setChanged(true)
    form.reset()
    onChanged()
  }

  return (
    <form className={styles.form} onSubmit={(event) => void change(event)}>
      <FormProblem
        problem={problem}
        locale={locale}
        except={fault ? ['invalid_credentials', 'invalid_request'] : ['invalid_credentials']}
      />
      <PasswordField {...{ locale, problem }} name="currentPassword" prefix="own-" />
      <Field
        name="newPassword"
        prefix="own-"
        type="password"
        label={m.newPassword}
        autoComplete="new-password"
        required
        maxLength={200}
        hint={m.hint}
        error={fault}
      />
      <p className={styles.actions}>
        <button type="submit" className={button.button} aria-disabled={isRunning}>
          {isRunning ? m.changing : m.change}
        </button>
      </p>
      <p role="status" className={styles.done}>
        {isChanged && m.changed}
      </p>
    </form>
  )
}
