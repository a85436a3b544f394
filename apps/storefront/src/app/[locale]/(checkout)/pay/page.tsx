import styles from '../../../../features/checkout/checkout.module.css'
import { PayLink } from '../../../../features/checkout/payment/pay-link.client.tsx'
import { notIndexed } from '../../../../features/frame/not-indexed.ts'
import { checkoutMessages } from '../../../../messages/checkout.ts'
import { localeOf } from '../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => checkoutMessages(locale).payTitle)

export default async function PayPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <div className={styles.narrow}>
      <h1>{checkoutMessages(locale).payTitle}</h1>
      <PayLink locale={locale} />
    </div>
  )
}
