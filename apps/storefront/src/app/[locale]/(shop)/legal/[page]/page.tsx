import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../../features/frame/alternates.ts'
import { MissingPage } from '../../../../../features/frame/missing-page.tsx'
import { legalTextsOf } from '../../../../../features/legal/legal-pages.ts'
import { LegalView } from '../../../../../features/legal/legal-view.tsx'
import { localeOf, messagesOf } from '../../../../../messages/messages.ts'
import { readIdentity } from '../../../../../shop/identity.ts'
import { Notice } from '../../../../../ui/notice.tsx'

type PageProps = {
  readonly params: Promise<{ readonly locale: string; readonly page: string }>
}

async function textOf(params: PageProps['params']) {
  const { locale: asked, page } = await params
  const locale = localeOf(asked) ?? 'fr'
  const texts = legalTextsOf(page)
  const shop = texts && (await readIdentity())
  return { locale, page, isKnown: texts !== undefined, text: shop && texts?.[locale](shop) }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { locale, page, text } = await textOf(params)
  if (!text) return {}
  return { title: text.title, alternates: alternatesOf(locale, `/legal/${page}`) }
}

export default async function LegalPage({ params }: PageProps) {
  if (!localeOf((await params).locale)) notFound()
  const { locale, isKnown, text } = await textOf(params)
  if (!isKnown) return <MissingPage locale={locale} />
  if (!text) return <Notice>{messagesOf(locale).states.partial}</Notice>
  return <LegalView text={text} locale={locale} />
}
