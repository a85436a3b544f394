'use client'

import { OrderGate } from '../features/orders/order-gate.client.tsx'
import { ReturnPage } from '../features/returns/return-page.client.tsx'
import { EntryForm } from '../features/session/entry-form.client.tsx'
import type { Locale } from '../messages/messages.ts'
import { ordersPath } from './orders-path.ts'

type ReturnViewProps = {
  readonly locale: Locale
  readonly orderId: string
  readonly isOfAccount: boolean
}

/** The page of returns of an order, for whoever may see the order: features know nothing of each other. */
export function ReturnView({ locale, orderId, isOfAccount }: ReturnViewProps) {
  const orderPath = `${ordersPath(locale, isOfAccount)}/${encodeURIComponent(orderId)}`
  return (
    <OrderGate
      {...{ locale, orderId }}
      entry={
        isOfAccount
          ? undefined
          : (onEntered) => (
              <EntryForm kind="sign-in" next={`${orderPath}/return`} {...{ locale, onEntered }} />
            )
      }
    >
      {({ order, refresh }) => <ReturnPage {...{ order, locale, orderPath, refresh }} />}
    </OrderGate>
  )
}
