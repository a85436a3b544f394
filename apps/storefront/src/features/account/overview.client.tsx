'use client'

import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { accountMessages } from '../../messages/account.ts'
import type { Locale } from '../../messages/messages.ts'
import { Arrow } from '../../ui/icons.tsx'
import { useOwn } from '../../visitor/use-own.ts'
import { OwnPart } from '../frame/own-part.tsx'
import { accountPages, accountPath } from './account-pages.ts'
import styles from './overview.module.css'
import { SignOut } from './sign-out.tsx'

/** Whose account it is, what is in it, and the way out. */
export function Overview({ locale }: { readonly locale: Locale }) {
  const m = accountMessages(locale)
  const me = useOwn<Profile>('GET /bff/me')
  return (
    <>
      <OwnPart own={me} locale={locale} lines={1}>
        {({ firstName, lastName, email }) => (
          <p className={styles.who}>{m.signedInAs(`${firstName} ${lastName}`.trim(), email)}</p>
        )}
      </OwnPart>
      <ul className={styles.pages}>
        {accountPages.map((page) => (
          <li key={page}>
            <a href={accountPath(locale, page)}>
              <span>
                <b>{m.pages[page]}</b>
                <span>{m.about[page]}</span>
              </span>
              <Arrow />
            </a>
          </li>
        ))}
      </ul>
      <div className={styles.leave}>
        <SignOut locale={locale} />
      </div>
    </>
  )
}
