'use client'

import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { Person } from '../../ui/icons.tsx'
import { useUiNote } from '../../visitor/ui-cookie.ts'

/** The way to the account, by the first name of who is signed in: what the browser knows, never a part of the remembered page. */
export function AccountLink({ locale }: { readonly locale: Locale }) {
  const m = sessionMessages(locale)
  const { name } = useUiNote()
  const isIn = name !== undefined
  return (
    <a
      href={isIn ? `/${locale}/account` : `/${locale}/sign-in`}
      aria-label={isIn ? m.accountOf(name) : m.signIn}
    >
      <Person />
      {name && <span>{name}</span>}
    </a>
  )
}
