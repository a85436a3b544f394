import type { ReactNode } from 'react'
import styles from '../../../../features/account/account-frame.module.css'
import { AccountNav } from '../../../../features/account/account-nav.client.tsx'
import { localeOf } from '../../../../messages/messages.ts'
import { SignInAgainView } from './sign-in-again-view.client.tsx'

type LayoutProps = {
  readonly children: ReactNode
  readonly params: Promise<{ readonly locale: string }>
}

/** The frame of the account: its pages are shells without a word about their person. */
export default async function AccountLayout({ children, params }: LayoutProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <div className={styles.account}>
      <AccountNav locale={locale} />
      <div className={styles.content}>
        <SignInAgainView locale={locale} />
        {children}
      </div>
    </div>
  )
}
