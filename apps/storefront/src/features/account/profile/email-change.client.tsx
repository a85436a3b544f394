'use client'

import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { type SyntheticEvent, useState } from 'react'
import { profileMessages } from '../../../messages/account/profile.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { useSubmit } from '../form/use-submit.ts'

type EmailChangeProps = { readonly locale: Locale; readonly profile: Profile }

/** The email of the account: whether it is proven, and the way to another one, which a mail to it has to prove. */
export function EmailChange({ locale, profile }: EmailChangeProps) {
  const m = profileMessages(locale)
  const { email, emailVerifiedAt } = profile
  return (
    <>
      <p className={styles.what}>
        <b>{email}</b>
        <span className={styles.hint}>{emailVerifiedAt ? m.verified : m.notVerified}</span>
      </p>
      {!emailVerifiedAt && <VerifyAgain locale={locale} />}
      <AnotherEmail locale={locale} />
    </>
  )
}

type PartProps = { readonly locale: Locale }

function VerifyAgain({ locale }: PartProps) {
  const m = profileMessages(locale)
  const [isSent, setSent] = useState(false)
  const { isRunning, problem, submit } = useSubmit()

  async function send(): Promise<void> {
    const answer = await submit('POST /bff/me/email-verification')
    if (answer && 'value' in answer) setSent(true)
  }

  return (
    <>
      <FormProblem problem={problem} locale={locale} />
      <p role="status">{isSent && m.linkSent}</p>
      {!isSent && (
        <p>
          <button
            type="button"
            className={`${button.button} ${button.quiet}`}
            aria-disabled={isRunning}
            onClick={() => void send()}
          >
            {m.sendLink}
          </button>
        </p>
      )}
    </>
  )
}

function AnotherEmail({ locale }: PartProps) {
  const m = profileMessages(locale)
  const [asked, setAsked] = useState<string>()
  const { isRunning, problem, submit } = useSubmit()
  const isWrong = problem?.errors?.some(({ field }) => field === 'email')

  async function change(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const body = Object.fromEntries(new FormData(form))
    const answer = await submit('POST /bff/me/email', { body })
    if (!answer || 'problem' in answer) return
    setAsked(String(body['email']))
    form.reset()
  }

  return (
    <details className={styles.more}>
      <summary>{m.changeEmail}</summary>
      <form className={styles.form} onSubmit={(event) => void change(event)}>
        <p className={styles.hint}>{m.changeEmailHint}</p>
        <FormProblem problem={problem} locale={locale} except={['invalid_credentials']} />
        <Field
          name="email"
          prefix="new-"
          type="email"
          label={m.newEmail}
          autoComplete="email"
          required
          maxLength={320}
          error={isWrong ? m.notAnEmail : undefined}
        />
        <PasswordField {...{ locale, problem }} name="password" prefix="email-" />
        <p className={styles.actions}>
          <button type="submit" className={button.button} aria-disabled={isRunning}>
            {m.askEmail}
          </button>
        </p>
        <p role="status" className={styles.done}>
          {asked && m.emailAsked(asked)}
        </p>
      </form>
    </details>
  )
}
