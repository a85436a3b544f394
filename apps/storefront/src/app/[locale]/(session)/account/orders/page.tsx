import { Orders } from '../../../../../features/account/orders.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { accountMessages } from '../../../../../messages/account.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => accountMessages(locale).orders)

export default async function OrdersPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{accountMessages(locale).orders}</h1>
      <Orders locale={locale} />
    </>
  )
}
