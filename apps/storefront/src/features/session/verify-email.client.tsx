'use client'

import { useEffect, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { ask } from '../../visitor/ask.ts'
import { secretOf } from '../../visitor/link-secret.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'

/** Confirms an email by the secret of a mail's link: by a script, so that what fetches links of mails confirms nothing. */
export function VerifyEmail({ locale }: { readonly locale: Locale }) {
  const m = sessionMessages(locale)
  const [state, setState] = useState<'running' | 'done' | { readonly code: string }>('running')
  useEffect(() => {
    const token = secretOf('token')
    if (token === null) return setState({ code: 'invalid_token' })
    void ask('POST /bff/auth/verify-email', { body: { token } }).then((answer) =>
      setState('problem' in answer ? { code: answer.problem.code } : 'done'),
    )
  }, [])
  if (typeof state === 'object')
    return <ProblemAlert code={state.code} locale={locale} takesFocus />
  return <p role="status">{state === 'done' ? m.verified : m.verifying}</p>
}
