'use client'

import { totalsRows } from '../features/cart/totals.ts'
import { OrderPage } from '../features/orders/page/order-page.client.tsx'
import { EntryForm } from '../features/session/entry-form.client.tsx'
import type { Locale } from '../messages/messages.ts'
import { Ticket } from '../ui/ticket.tsx'
import { ordersPath } from './orders-path.ts'

type OrderViewProps = {
  readonly locale: Locale
  readonly orderId: string
  readonly isOfAccount: boolean
  readonly imageOrigin: string
}

/** The page of an order with the ticket of the cart and the form to sign in: features know nothing of each other. */
export function OrderView(props: OrderViewProps) {
  const { locale, orderId, isOfAccount } = props
  const base = ordersPath(locale, isOfAccount)
  return (
    <OrderPage
      {...{ ...props, base }}
      entry={
        isOfAccount
          ? undefined
          : (onEntered) => (
              <EntryForm
                kind="sign-in"
                next={`${base}/${encodeURIComponent(orderId)}`}
                {...{ locale, onEntered }}
              />
            )
      }
      ticket={({ totals }) => <Ticket rows={totalsRows({ totals, locale, hasShipping: true })} />}
    />
  )
}
