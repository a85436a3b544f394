'use client'

import { totalsRows } from '../../../../../../features/cart/totals.ts'
import { Thanks } from '../../../../../../features/orders/thanks.client.tsx'
import type { Locale } from '../../../../../../messages/messages.ts'
import { Ticket } from '../../../../../../ui/ticket.tsx'

type ThanksViewProps = { readonly locale: Locale; readonly orderId: string }

/** The order with the ticket of the cart: features know nothing of each other. */
export function ThanksView({ locale, orderId }: ThanksViewProps) {
  return (
    <Thanks
      locale={locale}
      orderId={orderId}
      ticket={({ totals }) => <Ticket rows={totalsRows({ totals, locale, hasShipping: true })} />}
    />
  )
}
