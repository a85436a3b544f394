import { Privacy } from '../../../../../features/account/privacy/privacy.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { privacyMessages } from '../../../../../messages/account/privacy.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => privacyMessages(locale).title)

export default async function PrivacyPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{privacyMessages(locale).title}</h1>
      <Privacy locale={locale} />
    </>
  )
}
