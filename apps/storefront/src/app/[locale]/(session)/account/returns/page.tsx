import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { ReturnList } from '../../../../../features/returns/list/return-list.client.tsx'
import { localeOf } from '../../../../../messages/messages.ts'
import { returnMessages } from '../../../../../messages/returns.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => returnMessages(locale).mine.title)

/** A shell: what is the visitor's comes by `/bff`. */
export default async function ReturnsPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  return (
    <>
      <h1>{returnMessages(locale).mine.title}</h1>
      <ReturnList locale={locale} />
    </>
  )
}
