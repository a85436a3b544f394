'use client'

import type { NewWithdrawal, Withdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import { formatDate } from '@comptoir/site/dates'
import { type SyntheticEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { withdrawalMessages } from '../../messages/withdrawal.ts'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask, type Problem } from '../../visitor/ask.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './withdrawal.module.css'

type Declared = { readonly withdrawal: Withdrawal; readonly confirmationToken: string }
type Typed = Pick<NewWithdrawal, 'name' | 'orderNumber' | 'email'>

const nothing: Typed = { name: '', orderNumber: '', email: '' }

/** The withdrawal function in its two steps: what is typed, then its confirmation (Code de la consommation, D221-5). */
export function WithdrawalFunction({ locale }: { readonly locale: Locale }) {
  const [typed, setTyped] = useState(nothing)
  const [declared, setDeclared] = useState<Declared>()
  const [confirmed, setConfirmed] = useState<Withdrawal>()
  const [problem, setProblem] = useState<Problem>()
  const [isRunning, setRunning] = useState(false)

  async function run<T>(operation: string, body: object, done: (value: T) => void): Promise<void> {
    if (isRunning) return
    setRunning(true)
    const answer = await ask<T>(operation, { body })
    setRunning(false)
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('value' in answer) done(answer.value)
  }

  function declare(next: Typed): void {
    setTyped(next)
    void run<Declared>('POST /bff/withdrawals', { ...next, locale }, setDeclared)
  }

  function confirm({ withdrawal, confirmationToken }: Declared): void {
    const path = `/bff/withdrawals/${withdrawal.withdrawalId}/confirm`
    void run<Withdrawal>(`POST ${path}`, { confirmationToken }, setConfirmed)
  }

  if (confirmed) return <Acknowledged withdrawal={confirmed} locale={locale} />
  return (
    <>
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      {declared ? (
        <Check
          {...{ declared, locale, isRunning }}
          onBack={() => setDeclared(undefined)}
          onConfirm={() => confirm(declared)}
        />
      ) : (
        <Declaration {...{ typed, problem, locale, isRunning }} onDeclare={declare} />
      )}
    </>
  )
}

type DeclarationProps = {
  readonly typed: Typed
  readonly problem: Problem | undefined
  readonly locale: Locale
  readonly isRunning: boolean
  readonly onDeclare: (typed: Typed) => void
}

function Declaration({ typed, problem, locale, isRunning, onDeclare }: DeclarationProps) {
  const m = withdrawalMessages(locale)
  const errorOf = (name: keyof Typed) =>
    problem?.errors?.some(({ field }) => field === name) ? m.wrong[name] : undefined

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const textOf = (name: keyof Typed) => String(form.get(name) ?? '').trim()
    onDeclare({ name: textOf('name'), orderNumber: textOf('orderNumber'), email: textOf('email') })
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{m.intro}</p>
      <Field
        name="name"
        label={m.name}
        defaultValue={typed.name}
        autoComplete="name"
        required
        error={errorOf('name')}
      />
      <Field
        name="orderNumber"
        label={m.orderNumber}
        hint={m.orderNumberHint}
        defaultValue={typed.orderNumber}
        required
        error={errorOf('orderNumber')}
      />
      <Field
        name="email"
        type="email"
        label={m.email}
        hint={m.emailHint}
        defaultValue={typed.email}
        autoComplete="email"
        required
        error={errorOf('email')}
      />
      <button type="submit" className={button.button} aria-disabled={isRunning}>
        {isRunning ? m.running : m.next}
      </button>
    </form>
  )
}

type CheckProps = {
  readonly declared: Declared
  readonly locale: Locale
  readonly isRunning: boolean
  readonly onBack: () => void
  readonly onConfirm: () => void
}

function Check({ declared: { withdrawal }, locale, isRunning, onBack, onConfirm }: CheckProps) {
  const m = withdrawalMessages(locale)
  return (
    <section className={styles.form} aria-labelledby="check">
      <h2 id="check">{m.checkTitle}</h2>
      <dl className={styles.said}>
        <dt>{m.name}</dt>
        <dd>{withdrawal.name}</dd>
        <dt>{m.orderNumber}</dt>
        <dd>{withdrawal.orderNumber}</dd>
        <dt>{m.email}</dt>
        <dd>{withdrawal.email}</dd>
      </dl>
      {withdrawal.information.map((text) => (
        <p key={text.fr ?? text.en}>{text[locale] ?? text.fr ?? text.en}</p>
      ))}
      <button type="button" className={button.button} aria-disabled={isRunning} onClick={onConfirm}>
        {isRunning ? m.running : m.confirm}
      </button>
      <button type="button" className={button.text} onClick={onBack}>
        {m.back}
      </button>
    </section>
  )
}

type AcknowledgedProps = { readonly withdrawal: Withdrawal; readonly locale: Locale }

/** What a page says after the second step: the moment, the money, the mail. */
function Acknowledged({ withdrawal, locale }: AcknowledgedProps) {
  const m = withdrawalMessages(locale)
  const { confirmedAt, refundBy, email } = withdrawal
  return (
    <div className={styles.done} role="status">
      <h2>{m.doneTitle}</h2>
      {confirmedAt && <p>{m.doneAt(formatDate(confirmedAt, 'moment', locale))}</p>}
      {refundBy && <p>{m.refundBy(formatDate(refundBy, 'date', locale))}</p>}
      <p>{m.mail(email)}</p>
    </div>
  )
}
