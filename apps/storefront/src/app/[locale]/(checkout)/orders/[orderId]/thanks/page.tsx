import { notIndexed } from '../../../../../../features/frame/not-indexed.ts'
import { localeOf } from '../../../../../../messages/messages.ts'
import { orderMessages } from '../../../../../../messages/orders.ts'
import { ThanksView } from './thanks-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export const generateMetadata = notIndexed((locale) => orderMessages(locale).thanks)

export default async function ThanksPage({ params }: PageProps) {
  const { locale: asked, orderId } = await params
  const locale = localeOf(asked) ?? 'fr'
  return <ThanksView locale={locale} orderId={decodeURIComponent(orderId)} />
}
