import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { alternatesOf } from '../../../../features/frame/alternates.ts'
import { LegalView } from '../../../../features/legal/legal-view.tsx'
import { help } from '../../../../features/legal/texts/help.ts'
import { localeOf, messagesOf } from '../../../../messages/messages.ts'
import { readIdentity } from '../../../../shop/identity.ts'
import { Notice } from '../../../../ui/notice.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  const title = messagesOf(locale).footer.help
  return { title, alternates: alternatesOf(locale, '/help') }
}

export default async function HelpPage({ params }: PageProps) {
  const locale = localeOf((await params).locale)
  if (!locale) notFound()
  const shop = await readIdentity()
  if (!shop) return <Notice>{messagesOf(locale).states.partial}</Notice>
  return <LegalView text={help[locale](shop)} locale={locale} />
}
