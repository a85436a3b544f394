import { Overview } from '../../../../features/account/overview.client.tsx'
import { notIndexed } from '../../../../features/frame/not-indexed.ts'
import { accountMessages } from '../../../../messages/account.ts'
import { localeOf } from '../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => accountMessages(locale).title)

export default async function AccountPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{accountMessages(locale).title}</h1>
      <Overview locale={locale} />
    </>
  )
}
