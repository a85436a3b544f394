import { Profile } from '../../../../../features/account/profile/profile.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { profileMessages } from '../../../../../messages/account/profile.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => profileMessages(locale).title)

export default async function ProfilePage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{profileMessages(locale).title}</h1>
      <Profile locale={locale} />
    </>
  )
}
