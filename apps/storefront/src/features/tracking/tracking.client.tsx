'use client'

import type { ParcelTracking } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { type SyntheticEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { problemText } from '../../messages/problems.ts'
import { trackingMessages } from '../../messages/tracking.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { Field } from '../../ui/field.tsx'
import { Rail } from '../../ui/rail.tsx'
import { type Answer, ask } from '../../visitor/ask.ts'
import styles from '../withdrawal/withdrawal.module.css'

/** Follows a parcel by its number, without an account. */
export function TrackParcel({ locale }: { readonly locale: Locale }) {
  const m = trackingMessages(locale)
  const [answer, setAnswer] = useState<Answer<ParcelTracking>>()
  const [isRunning, setRunning] = useState(false)

  async function find(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const number = String(new FormData(event.currentTarget).get('number') ?? '').trim()
    if (isRunning || number === '') return
    setRunning(true)
    setAnswer(await ask<ParcelTracking>(`GET /bff/tracking/${encodeURIComponent(number)}`))
    setRunning(false)
  }

  return (
    <>
      <form className={styles.form} onSubmit={(event) => void find(event)}>
        <p>{m.intro}</p>
        <Field name="number" label={m.number} required maxLength={40} autoComplete="off" />
        <button type="submit" className={button.button} aria-disabled={isRunning}>
          {isRunning ? m.running : m.find}
        </button>
      </form>
      {answer && 'problem' in answer && (
        <Alert takesFocus>
          <p>
            {answer.problem.code === 'not_found'
              ? m.unknown
              : problemText(answer.problem.code, locale)}
          </p>
        </Alert>
      )}
      {answer && 'value' in answer && <Parcel parcel={answer.value} locale={locale} />}
    </>
  )
}

type ParcelProps = { readonly parcel: ParcelTracking; readonly locale: Locale }

function Parcel({ parcel, locale }: ParcelProps) {
  const m = trackingMessages(locale)
  const stations = parcel.events.map(({ code, at, location }, place) => ({
    key: `${code} ${at}`,
    title: m.codes[code],
    state: place === parcel.events.length - 1 ? ('current' as const) : ('done' as const),
    detail: [formatDate(at, 'moment', locale), location].filter(Boolean).join(' · '),
  }))
  return (
    <section className={styles.form} aria-labelledby="parcel">
      <h2 id="parcel">{m.parcel(parcel.trackingNumber)}</h2>
      {stations.length > 0 ? <Rail label={m.steps} stations={stations} /> : <p>{m.none}</p>}
    </section>
  )
}
