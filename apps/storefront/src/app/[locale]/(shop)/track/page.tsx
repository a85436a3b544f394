import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../features/frame/alternates.ts'
import { OrderLink } from '../../../../features/orders/order-link.client.tsx'
import { TrackParcel } from '../../../../features/tracking/tracking.client.tsx'
import styles from '../../../../features/withdrawal/withdrawal.module.css'
import { localeOf } from '../../../../messages/messages.ts'
import { trackingMessages } from '../../../../messages/tracking.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { title } = trackingMessages(locale)
  return { title, alternates: alternatesOf(locale, '/track') }
}

export default async function TrackPage({ params }: PageProps) {
  const locale = localeOf((await params).locale)
  if (!locale) notFound()
  return (
    <div className={styles.page}>
      <h1>{trackingMessages(locale).title}</h1>
      <TrackParcel locale={locale} />
      <OrderLink locale={locale} />
    </div>
  )
}
