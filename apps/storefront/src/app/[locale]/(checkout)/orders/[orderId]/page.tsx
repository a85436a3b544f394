import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { localeOf } from '../../../../../messages/messages.ts'
import { orderMessages } from '../../../../../messages/orders.ts'
import { imageOrigin } from '../../../../../ui/picture.tsx'
import { OrderView } from '../../../../order-view.client.tsx'

type PageProps = { readonly params: Promise<{ readonly locale: string; readonly orderId: string }> }

export const generateMetadata = notIndexed((locale) => orderMessages(locale).thanksEnded)

/** The order of who needs no account for it: placed in this browser, or opened by its link. */
export default async function GuestOrderPage({ params }: PageProps) {
  const { locale: asked, orderId } = await params
  const locale = localeOf(asked) ?? 'fr'
  return (
    <OrderView
      {...{ locale, orderId: decodeURIComponent(orderId), imageOrigin: imageOrigin() }}
      isOfAccount={false}
    />
  )
}
