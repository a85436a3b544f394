'use client'

import type { DataExport } from '@comptoir/contracts/accounts/personal-data-routes'
import { formatDate } from '@comptoir/site/dates'
import { type SyntheticEvent, useState } from 'react'
import { privacyMessages } from '../../../messages/account/privacy.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { fetchPaper } from '../../../visitor/papers.ts'
import { OwnPart } from '../../frame/own-part.tsx'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { useSubmit } from '../form/use-submit.ts'
import { downloadPath } from './download-path.ts'
import { useExports } from './use-exports.ts'

/** All that the shop holds of somebody, for them to take along. */
export function Exports({ locale }: { readonly locale: Locale }) {
  const exports = useExports()
  return (
    <>
      <AskForm locale={locale} onAsked={() => void exports.reload()} />
      <OwnPart own={exports} locale={locale} lines={1}>
        {({ items }) => (
          <ul className={styles.list} aria-live="polite">
            {items.map((item) => (
              <Item key={item.exportId} {...{ item, locale }} />
            ))}
          </ul>
        )}
      </OwnPart>
    </>
  )
}

type AskFormProps = { readonly locale: Locale; readonly onAsked: () => void }

function AskForm({ locale, onAsked }: AskFormProps) {
  const m = privacyMessages(locale)
  const { isRunning, problem, submit } = useSubmit()

  async function send(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const body = Object.fromEntries(new FormData(form))
    const answer = await submit<DataExport>('POST /bff/me/exports', { body })
    if (!answer || 'problem' in answer) return
    form.reset()
    onAsked()
  }

  return (
    <form className={styles.form} onSubmit={(event) => void send(event)}>
      <FormProblem problem={problem} locale={locale} except={['invalid_credentials']} />
      <PasswordField {...{ locale, problem }} name="password" prefix="export-" />
      <p className={styles.actions}>
        <button type="submit" className={button.button} aria-disabled={isRunning}>
          {isRunning ? m.asking : m.askExport}
        </button>
      </p>
    </form>
  )
}

type ItemProps = { readonly item: DataExport; readonly locale: Locale }

function Item({ item, locale }: ItemProps) {
  const m = privacyMessages(locale)
  const { exportId, status, requestedAt, expiresAt, parts } = item
  const received = parts.filter(({ receivedAt }) => receivedAt).length
  const states = {
    collecting: m.collecting(received, parts.length),
    ready: m.ready(formatDate(expiresAt, 'date', locale)),
    expired: m.expired,
  }
  return (
    <li>
      <span className={styles.what}>
        <b>{m.exportOf(formatDate(requestedAt, 'moment', locale))}</b>
        <span className={styles.hint}>{states[status]}</span>
      </span>
      {status === 'ready' && <Download {...{ exportId, locale }} />}
    </li>
  )
}

type DownloadProps = { readonly exportId: string; readonly locale: Locale }

/** The link to an archive is good for a quarter of an hour: it is asked for when it is wanted. One that cannot be had is said here. */
function Download({ exportId, locale }: DownloadProps) {
  const m = privacyMessages(locale)
  const { isRunning, problem, submit } = useSubmit()
  const [isSaving, setSaving] = useState(false)
  const [code, setCode] = useState<string>()

  async function fetchArchive(): Promise<void> {
    if (isSaving) return
    setCode(undefined)
    const answer = await submit<DataExport>(`GET /bff/me/exports/${encodeURIComponent(exportId)}`)
    if (!answer || 'problem' in answer) return
    const path = downloadPath(answer.value)
    if (!path) return setCode('not_found')
    setSaving(true)
    setCode(await fetchPaper(path, `${exportId}.zip`))
    setSaving(false)
  }

  return (
    <>
      <button
        type="button"
        className={`${button.button} ${button.quiet}`}
        aria-disabled={isRunning || isSaving}
        onClick={() => void fetchArchive()}
      >
        {m.download}
      </button>
      <FormProblem problem={problem} locale={locale} />
      {code && <ProblemAlert code={code} locale={locale} takesFocus />}
    </>
  )
}
