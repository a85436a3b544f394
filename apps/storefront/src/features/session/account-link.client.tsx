'use client'

import { useEffect } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { Person } from '../../ui/icons.tsx'
import { isPageLeaving, stayOnPage } from '../../visitor/leaving.ts'
import { isHandedOver } from '../../visitor/tab-storage.ts'
import { subscribe, useUiNote } from '../../visitor/ui-cookie.ts'

/** The way to the account, by the first name of who is signed in: what the browser knows, never a part of the remembered page. */
export function AccountLink({ locale }: { readonly locale: Locale }) {
  const m = sessionMessages(locale)
  const { name } = useUiNote()
  useEffect(() => {
    look()
    const end = subscribe(look)
    window.addEventListener('pageshow', comeBack)
    return () => {
      end()
      window.removeEventListener('pageshow', comeBack)
    }
  }, [])
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

/** Another page let somebody else in, or its person out: what this page holds is of who was here before. */
function look(): void {
  if (!isPageLeaving() && isHandedOver()) location.reload()
}

/** A page that came back by Back is looked at, whether the note changed meanwhile or before. */
function comeBack({ persisted }: PageTransitionEvent): void {
  if (persisted) stayOnPage()
  look()
}
