'use client'

import { useEffect } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { Person } from '../../ui/icons.tsx'
import { isHandedOver } from '../../visitor/tab-storage.ts'
import { useUiNote } from '../../visitor/ui-cookie.ts'

/** The way to the account, by the first name of who is signed in: what the browser knows, never a part of the remembered page. */
export function AccountLink({ locale }: { readonly locale: Locale }) {
  const m = sessionMessages(locale)
  const { name, who } = useUiNote()
  useEffect(() => {
    // another tab let somebody else in: what this page holds is of who was here before
    if (who !== undefined && isHandedOver()) location.reload()
  }, [who])
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
