import type { Metadata } from 'next'
import { Account } from '../../../../features/account/account.client.tsx'
import styles from '../../../../features/account/account.module.css'
import { accountMessages } from '../../../../messages/account.ts'
import { localeOf } from '../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  return { title: accountMessages(locale).title, robots: { index: false } }
}

export default async function AccountPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <div className={styles.page}>
      <h1>{accountMessages(locale).title}</h1>
      <Account locale={locale} />
    </div>
  )
}
