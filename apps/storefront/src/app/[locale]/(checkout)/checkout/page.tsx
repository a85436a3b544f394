import type { Metadata } from 'next'
import styles from '../../../../features/checkout/checkout.module.css'
import { checkoutMessages } from '../../../../messages/checkout.ts'
import { localeOf } from '../../../../messages/messages.ts'
import { CheckoutView } from './checkout-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  return { title: checkoutMessages(locale).title, robots: { index: false } }
}

export default async function CheckoutPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <div className={styles.page}>
      <h1>{checkoutMessages(locale).title}</h1>
      <CheckoutView locale={locale} />
    </div>
  )
}
