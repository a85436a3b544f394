import { notIndexed } from '../../../../../../features/frame/not-indexed.ts'
import { localeOf } from '../../../../../../messages/messages.ts'
import { orderMessages } from '../../../../../../messages/orders.ts'
import { imageOrigin } from '../../../../../../ui/picture.tsx'
import { OrderView } from '../../../../../order-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export const generateMetadata = notIndexed((locale) => orderMessages(locale).thanksEnded)

/** A shell: what is the visitor's comes by `/bff`. */
export default async function AccountOrderPage({ params }: PageProps) {
  const { locale: asked, orderId } = await params
  const locale = localeOf(asked) ?? 'fr'
  return (
    <OrderView
      {...{ locale, orderId: decodeURIComponent(orderId), imageOrigin: imageOrigin() }}
      isOfAccount
    />
  )
}
