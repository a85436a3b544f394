'use client'

import type { UserSession } from '@comptoir/contracts/accounts/session-routes'
import { formatDate } from '@comptoir/site/dates'
import { useState } from 'react'
import { securityMessages } from '../../../messages/account/security.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { useSubmit } from '../form/use-submit.ts'

type SessionListProps = {
  readonly locale: Locale
  readonly sessions: readonly UserSession[]
  readonly onEnded: () => void
}

/** The devices that are signed in: each of the others can be ended, or all of them. */
export function SessionList({ locale, sessions, onEnded }: SessionListProps) {
  const m = securityMessages(locale)
  const [said, setSaid] = useState('')
  const { isRunning, problem, submit } = useSubmit()
  const others = sessions.filter(({ isCurrent }) => !isCurrent)

  async function end(path: string, text: string): Promise<void> {
    setSaid('')
    const answer = await submit(`DELETE /bff/me/sessions${path}`)
    if (answer && 'value' in answer) setSaid(text)
    if (answer) onEnded()
  }

  return (
    <>
      <FormProblem problem={problem} locale={locale} except={['not_found']} />
      <ul className={styles.list}>
        {sessions.map((session) => {
          const name = session.device ?? m.unknownDevice
          const path = `/${encodeURIComponent(session.sessionId)}`
          return (
            <li key={session.sessionId}>
              <span className={styles.what}>
                <b>{name}</b>
                <span className={styles.hint}>
                  {session.isCurrent ? m.thisOne : lastUsed(session, locale)}
                </span>
              </span>
              {!session.isCurrent && (
                <button
                  type="button"
                  className={`${button.text} ${styles.flush}`}
                  aria-label={m.endOf(name)}
                  onClick={() => void end(path, m.ended(name))}
                >
                  {m.end}
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {others.length > 1 && (
        <p>
          <button
            type="button"
            className={`${button.button} ${button.quiet}`}
            aria-disabled={isRunning}
            onClick={() => void end('', m.othersEnded)}
          >
            {m.endOthers}
          </button>
        </p>
      )}
      <p role="status" className={styles.done}>
        {said}
      </p>
    </>
  )
}

function lastUsed({ lastUsedAt, network }: UserSession, locale: Locale): string {
  const text = securityMessages(locale).lastUsed(formatDate(lastUsedAt, 'moment', locale))
  return network ? `${text} · ${network}` : text
}
