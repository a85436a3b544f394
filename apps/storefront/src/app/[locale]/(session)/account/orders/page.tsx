import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { OrderList } from '../../../../../features/orders/list/order-list.client.tsx'
import { localeOf } from '../../../../../messages/messages.ts'
import { orderMessages } from '../../../../../messages/orders.ts'

type PageProps = {
  readonly params: Promise<{ readonly locale: string }>
  readonly searchParams: Promise<{ readonly q?: string | readonly string[] }>
}

export const generateMetadata = notIndexed((locale) => orderMessages(locale).list.title)

/** A shell: what is the visitor's comes by `/bff`. */
export default async function OrdersPage({ params, searchParams }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { q } = await searchParams
  const number = typeof q === 'string' ? q.trim().slice(0, 80) : ''
  return (
    <>
      <h1>{orderMessages(locale).list.title}</h1>
      <OrderList {...{ locale, number }} />
    </>
  )
}
