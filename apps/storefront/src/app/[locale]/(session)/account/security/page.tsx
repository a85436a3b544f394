import { Security } from '../../../../../features/account/security/security.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { securityMessages } from '../../../../../messages/account/security.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => securityMessages(locale).title)

export default async function SecurityPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{securityMessages(locale).title}</h1>
      <Security locale={locale} />
    </>
  )
}
