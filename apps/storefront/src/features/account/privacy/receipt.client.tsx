'use client'

import type { ErasureReceipt } from '@comptoir/contracts/accounts/personal-data-routes'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { useEffect, useRef, useState } from 'react'
import { privacyMessages } from '../../../messages/account/privacy.ts'
import type { Locale } from '../../../messages/messages.ts'
import { ask } from '../../../visitor/ask.ts'
import { createPolling } from '../../../visitor/live/polling.ts'
import styles from '../form/form.module.css'

type ReceiptProps = {
  readonly locale: Locale
  /** By what it can be read again, when nobody can sign in any more. */
  readonly receipt: string
  readonly erasure: ErasureReceipt
}

/** What a deletion has done so far: read again until every service has. */
function useReceipt({ receipt, erasure: first }: ReceiptProps): ErasureReceipt {
  const [erasure, setErasure] = useState(first)
  const isDone = erasure.completedAt !== undefined
  useEffect(() => {
    if (isDone) return undefined
    const read = async () => {
      const path = `GET /bff/erasure-receipts/${encodeURIComponent(receipt)}`
      const answer = await ask<ErasureReceipt>(path)
      if ('value' in answer) setErasure(answer.value)
    }
    return createPolling(() => void read()).stop
  }, [receipt, isDone])
  return erasure
}

/** The account is gone: what each part of the shop did, and keeps because the law says so. */
export function Receipt(props: ReceiptProps) {
  const { locale } = props
  const m = privacyMessages(locale)
  const { services, requestedAt, completedAt } = useReceipt(props)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {m.deleted}
      </h2>
      <p role="status">
        {completedAt
          ? m.deletedOn(formatDate(completedAt, 'moment', locale))
          : m.beingDeleted(formatDate(requestedAt, 'moment', locale))}
      </p>
      <ul className={styles.list}>
        {services.map(({ service, erasedAt, keeps }) => {
          const { text, lang } = readText(keeps, locale)
          return (
            <li key={service}>
              <span className={styles.what}>
                <b>{m.services[service] ?? service}</b>
                <span lang={lang}>{text}</span>
              </span>
              <span className={styles.hint}>{erasedAt ? m.done : m.underWay}</span>
            </li>
          )
        })}
      </ul>
      <p>
        <a href={`/${locale}`}>{m.home}</a>
      </p>
    </>
  )
}
