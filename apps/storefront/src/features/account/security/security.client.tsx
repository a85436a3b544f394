'use client'

import type { UserSession } from '@comptoir/contracts/accounts/session-routes'
import { securityMessages } from '../../../messages/account/security.ts'
import type { Locale } from '../../../messages/messages.ts'
import { useOwn } from '../../../visitor/use-own.ts'
import { OwnPart } from '../../frame/own-part.tsx'
import { Section } from '../form/section.tsx'
import { PasswordForm } from './password-form.client.tsx'
import { SessionList } from './session-list.client.tsx'

/** Who can get into the account: by which password, and from which devices. */
export function Security({ locale }: { readonly locale: Locale }) {
  const m = securityMessages(locale)
  const sessions = useOwn<{ readonly items: readonly UserSession[] }>('GET /bff/me/sessions')
  return (
    <>
      <Section id="change-password" title={m.password}>
        <PasswordForm locale={locale} onChanged={() => void sessions.reload()} />
      </Section>
      <Section id="sessions" title={m.sessions}>
        <p>{m.sessionsHint}</p>
        <OwnPart own={sessions} locale={locale} lines={2}>
          {({ items }) => (
            <SessionList {...{ locale, sessions: items }} onEnded={() => void sessions.reload()} />
          )}
        </OwnPart>
      </Section>
    </>
  )
}
