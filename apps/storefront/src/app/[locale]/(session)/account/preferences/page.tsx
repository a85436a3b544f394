import { Preferences } from '../../../../../features/account/preferences/preferences.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { preferencesMessages } from '../../../../../messages/account/preferences.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => preferencesMessages(locale).title)

export default async function PreferencesPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{preferencesMessages(locale).title}</h1>
      <Preferences locale={locale} />
    </>
  )
}
