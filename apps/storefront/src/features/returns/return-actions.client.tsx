'use client'

import type { Return, ReturnPolicy } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { returnMessages } from '../../messages/returns.ts'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { ask, type Problem } from '../../visitor/ask.ts'
import { PaperLink } from '../frame/paper-link.client.tsx'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { labelText } from './label-text.ts'
import styles from './returns.module.css'

export type ReturnProps = {
  readonly ret: Return
  readonly policy: ReturnPolicy | undefined
  readonly locale: Locale
  readonly onChange: (ret: Return) => void
  readonly onRefused: () => void
}

/** Takes a step of a return: `label`, `sent`, `cancel`, `decline-exchange`. */
type Take = (step: string, body?: object) => Promise<void>

/** What its customer can do about a return now. */
export function ReturnActions({ ret, policy, locale, onChange, onRefused }: ReturnProps) {
  const m = returnMessages(locale)
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  async function take(step: string, body: object = {}): Promise<void> {
    if (isRunning) return
    setRunning(true)
    const path = `/bff/returns/${encodeURIComponent(ret.returnId)}/${step}?order=${ret.orderId}`
    const answer = await ask<Return>(`POST ${path}`, { body })
    setRunning(false)
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('value' in answer) onChange(answer.value)
    else onRefused()
  }

  const isApproved = ret.status === 'approved'
  const mayAskLabel = isApproved && (!ret.label || ret.label.status === 'refused')
  return (
    <div className={styles.actions}>
      {isApproved && ret.approval && (
        <p>{m.sendBy(formatDate(ret.approval.dueAt, 'date', locale))}</p>
      )}
      <Label {...{ ret, locale }} />
      {mayAskLabel && (
        <>
          {policy && <p>{labelText(policy, ret.lines, locale)}</p>}
          <button
            type="button"
            className={button.button}
            aria-disabled={isRunning}
            onClick={() => void take('label')}
          >
            {isRunning ? m.running : m.askLabel}
          </button>
        </>
      )}
      {isApproved && <Sent {...{ locale, take }} returnId={ret.returnId} />}
      <Difference {...{ ret, locale, take }} />
      {ret.allowedTransitions.includes('cancelled') && <GiveUp {...{ locale, take }} />}
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
    </div>
  )
}

/** The label for the way back, once the carrier has made it: a PDF for each parcel. */
function Label({ ret, locale }: { readonly ret: Return; readonly locale: Locale }) {
  const m = returnMessages(locale)
  const { label, orderId } = ret
  if (!label) return null
  const numbers = label.trackingNumbers ?? ['']
  const isThere = label.status === 'ready' || label.status === 'used'
  return (
    <>
      <p role="status">{m.label[label.status]}</p>
      {isThere && (
        <div className={styles.buttons}>
          {numbers.map((number, index) => (
            <PaperLink
              key={number}
              href={`/bff/shipments/${label.shipmentId}/return-label?parcel=${index + 1}&order=${orderId}`}
              fileName={m.labelFile}
              locale={locale}
            >
              {m.labelLink(index + 1, numbers.length)}
            </PaperLink>
          ))}
        </div>
      )}
    </>
  )
}

type StepProps = { readonly locale: Locale; readonly take: Take }

function Unfolding({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className={styles.more}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

/** The goods are on their way without our label. */
function Sent({ locale, take, returnId }: StepProps & { readonly returnId: string }) {
  const m = returnMessages(locale)

  function send(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = ['carrier', 'trackingNumber'].flatMap((name) => {
      const text = String(form.get(name) ?? '').trim()
      return text === '' ? [] : [[name, text] as const]
    })
    void take('sent', Object.fromEntries(given))
  }

  return (
    <Unfolding summary={m.sent}>
      <form className={styles.form} onSubmit={send}>
        <Field name="carrier" prefix={returnId} label={m.carrier} maxLength={60} />
        <Field name="trackingNumber" prefix={returnId} label={m.trackingNumber} maxLength={60} />
        <button type="submit" className={`${button.button} ${button.quiet}`}>
          {m.confirmSent}
        </button>
      </form>
    </Unfolding>
  )
}

function GiveUp({ locale, take }: StepProps) {
  const m = returnMessages(locale)
  return (
    <Unfolding summary={m.giveUp}>
      <p>{m.giveUpText}</p>
      <button
        type="button"
        className={`${button.button} ${button.quiet}`}
        onClick={() => void take('cancel')}
      >
        {m.confirmGiveUp}
      </button>
    </Unfolding>
  )
}

/** What an exchange costs more: paid by the link of a mail, or not wanted. */
function Difference({ ret, locale, take }: StepProps & { readonly ret: Return }) {
  const m = returnMessages(locale)
  const { status, amount, dueAt } = ret.exchange ?? {}
  if (status !== 'awaiting_payment' || !amount) return null
  const price = formatMoney(amount, locale)
  return (
    <>
      <p>
        {dueAt ? m.difference(price, formatDate(dueAt, 'moment', locale)) : m.differenceOpen(price)}
      </p>
      <button
        type="button"
        className={`${button.button} ${button.quiet}`}
        onClick={() => void take('decline-exchange')}
      >
        {m.decline}
      </button>
    </>
  )
}
