import type { Metadata } from 'next'
import { localeOf } from '../../../../../../messages/messages.ts'
import { orderMessages } from '../../../../../../messages/orders.ts'
import { ThanksView } from './thanks-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  return { title: orderMessages(locale).thanks, robots: { index: false } }
}

export default async function ThanksPage({ params }: PageProps) {
  const { locale: asked, orderId } = await params
  const locale = localeOf(asked) ?? 'fr'
  return <ThanksView locale={locale} orderId={decodeURIComponent(orderId)} />
}
