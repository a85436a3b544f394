'use client'

import type { InboxMessage } from '@comptoir/contracts/notifications/inbox'
import { formatDate } from '@comptoir/site/dates'
import { inboxMessages } from '../../messages/contact/inbox.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { Skeleton } from '../../ui/skeleton.tsx'
import { isSignedOut } from '../../visitor/session-end.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './inbox.module.css'
import { useInbox } from './use-inbox.ts'

type InboxProps = { readonly locale: Locale }

/** What the shop told who is signed in, the newest first; what arrives is shown as it comes. */
export function Inbox({ locale }: InboxProps) {
  const m = inboxMessages(locale)
  const { list, problem, isLive, arrived, again, more, mark, markAll } = useInbox()
  if (!list && !problem) return <Skeleton text={m.loading} />
  return (
    <>
      {list && <Head {...{ locale, isLive }} unread={list.unread} onMarkAll={markAll} />}
      <p role="status" className="hidden">
        {arrived && m.arrived(arrived)}
      </p>
      {list?.items.length === 0 && (
        <p>
          {m.none} <a href={`/${locale}`}>{m.browse}</a>
        </p>
      )}
      <ul className={styles.list}>
        {list?.items.map((message) => (
          <Row key={message.notificationId} {...{ locale, message }} onMark={mark} />
        ))}
      </ul>
      {problem && !isSignedOut(problem) && (
        <ProblemAlert code={problem.code} locale={locale}>
          <button type="button" className={button.text} onClick={() => void again()}>
            {m.again}
          </button>
        </ProblemAlert>
      )}
      {more && (
        <button
          type="button"
          className={`${button.button} ${button.quiet}`}
          onClick={() => void more()}
        >
          {m.more}
        </button>
      )}
    </>
  )
}

type HeadProps = InboxProps & {
  readonly unread: number
  readonly isLive: boolean
  readonly onMarkAll: () => Promise<void>
}

function Head({ locale, unread, isLive, onMarkAll }: HeadProps) {
  const m = inboxMessages(locale)
  return (
    <div className={styles.head}>
      <p>
        {unread === 0 ? m.allRead : m.unread(unread)}
        {isLive && <span className={styles.live}>{m.live}</span>}
      </p>
      {unread > 0 && (
        <button type="button" className={button.text} onClick={() => void onMarkAll()}>
          {m.markAll}
        </button>
      )}
    </div>
  )
}

type RowProps = InboxProps & {
  readonly message: InboxMessage
  readonly onMark: (message: InboxMessage) => Promise<void>
}

function Row({ locale, message, onMark }: RowProps) {
  const m = inboxMessages(locale)
  const { title, text, orderId, createdAt, readAt } = message
  const isNew = readAt === undefined
  const lang = message.locale === locale ? undefined : message.locale
  return (
    <li className={isNew ? styles.unread : styles.row}>
      <div className={styles.said}>
        <h2 lang={lang}>{title}</h2>
        <p lang={lang}>{text}</p>
        <p className={styles.when}>
          {isNew && <b>{m.isNew}</b>}
          <time dateTime={createdAt}>{formatDate(createdAt, 'moment', locale)}</time>
        </p>
      </div>
      <div className={styles.actions}>
        {orderId !== undefined && (
          <a href={`/${locale}/account/orders/${orderId}`} onClick={() => void onMark(message)}>
            {m.order}
          </a>
        )}
        {isNew && (
          <button
            type="button"
            className={button.text}
            aria-label={m.mark(title)}
            onClick={() => void onMark(message)}
          >
            {m.markRead}
          </button>
        )}
      </div>
    </li>
  )
}
