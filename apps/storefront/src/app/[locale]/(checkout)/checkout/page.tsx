import styles from '../../../../features/checkout/checkout.module.css'
import { notIndexed } from '../../../../features/frame/not-indexed.ts'
import { checkoutMessages } from '../../../../messages/checkout.ts'
import { localeOf } from '../../../../messages/messages.ts'
import { CheckoutView } from './checkout-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => checkoutMessages(locale).title)

export default async function CheckoutPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <div className={styles.page}>
      <h1>{checkoutMessages(locale).title}</h1>
      <CheckoutView locale={locale} />
    </div>
  )
}
