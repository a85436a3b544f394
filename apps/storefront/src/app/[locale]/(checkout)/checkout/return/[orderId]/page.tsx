import styles from '../../../../../../features/checkout/checkout.module.css'
import { PaymentReturn } from '../../../../../../features/checkout/payment/payment-return.client.tsx'
import { notIndexed } from '../../../../../../features/frame/not-indexed.ts'
import { checkoutMessages } from '../../../../../../messages/checkout.ts'
import { localeOf } from '../../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export const generateMetadata = notIndexed((locale) => checkoutMessages(locale).returnTitle)

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
