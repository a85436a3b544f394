import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../features/frame/alternates.ts'
import { WithdrawalFunction } from '../../../../features/withdrawal/withdrawal.client.tsx'
import styles from '../../../../features/withdrawal/withdrawal.module.css'
import { localeOf } from '../../../../messages/messages.ts'
import { withdrawalMessages } from '../../../../messages/withdrawal.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { title } = withdrawalMessages(locale)
  return { title, alternates: alternatesOf(locale, '/withdrawal') }
}

export default async function WithdrawalPage({ params }: PageProps) {
  const locale = localeOf((await params).locale)
  if (!locale) notFound()
  return (
    <div className={styles.page}>
      <h1>{withdrawalMessages(locale).title}</h1>
      <WithdrawalFunction locale={locale} />
    </div>
  )
}
