import type { Metadata } from 'next'
import styles from '../../../../../../features/checkout/checkout.module.css'
import { PaymentReturn } from '../../../../../../features/checkout/payment/payment-return.client.tsx'
import { checkoutMessages } from '../../../../../../messages/checkout.ts'
import { localeOf } from '../../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  return { title: checkoutMessages(locale).returnTitle, robots: { index: false } }
}

export default async function ReturnPage({ params }: PageProps) {
  const { locale: asked, orderId } = await params
  const locale = localeOf(asked) ?? 'fr'
  return (
    <div className={styles.narrow}>
      <h1>{checkoutMessages(locale).returnTitle}</h1>
      <PaymentReturn locale={locale} orderId={decodeURIComponent(orderId)} />
    </div>
  )
}
