'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { accountMessages } from '../../messages/account.ts'
import type { Locale } from '../../messages/messages.ts'
import styles from './account-frame.module.css'
import { accountPages, accountPath, pageAt } from './account-pages.ts'
import { SignOut } from './sign-out.tsx'

/** The pages of the account: a column, on a phone a row that shows where one is. */
export function AccountNav({ locale }: { readonly locale: Locale }) {
  const m = accountMessages(locale)
  const path = usePathname()
  const current = pageAt(path)
  const row = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (!row.current || !here) return
    row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2
  }, [])
  const isOverview = path === accountPath(locale)
  return (
    <nav className={styles.nav} aria-label={m.title}>
      <ul ref={row}>
        <li>
          <a href={accountPath(locale)} aria-current={isOverview ? 'page' : undefined}>
            {m.overview}
          </a>
        </li>
        {accountPages.map((page) => (
          <li key={page}>
            <a
              href={accountPath(locale, page)}
              aria-current={page === current ? 'page' : undefined}
            >
              {m.pages[page]}
            </a>
          </li>
        ))}
      </ul>
      <div className={styles.leave}>
        <SignOut locale={locale} />
      </div>
    </nav>
  )
}
