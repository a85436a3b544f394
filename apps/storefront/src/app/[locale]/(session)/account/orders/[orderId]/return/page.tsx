import { notIndexed } from '../../../../../../../features/frame/not-indexed.ts'
import { localeOf } from '../../../../../../../messages/messages.ts'
import { returnMessages } from '../../../../../../../messages/returns.ts'
import { ReturnView } from '../../../../../../return-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export const generateMetadata = notIndexed((locale) => returnMessages(locale).title)

/** A shell: what is the visitor's comes by `/bff`. */
export default async function AccountReturnPage({ params }: PageProps) {
  const { locale: asked, orderId } = await params
  const locale = localeOf(asked) ?? 'fr'
  return <ReturnView {...{ locale, orderId: decodeURIComponent(orderId) }} isOfAccount />
}
