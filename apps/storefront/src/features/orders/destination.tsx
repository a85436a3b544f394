import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import type { Locale } from '../../messages/messages.ts'
import { orderPageMessages } from '../../messages/order-page.ts'
import { orderMessages } from '../../messages/orders.ts'
import { AddressLines } from '../../ui/address/address-lines.tsx'
import styles from './orders.module.css'

type DestinationProps = { readonly order: Order; readonly locale: Locale }

/** Where the order goes and when it was to arrive, as it was placed. */
export function Destination({ order, locale }: DestinationProps) {
  const m = orderMessages(locale)
  const { shippingLine, shippingAddress } = order
  const { pickupPoint, delivery, name } = shippingLine
  const day = (date: string) => formatDate(date, 'day', locale)
  const place = pickupPoint
    ? { recipient: pickupPoint.name, ...pickupPoint.address }
    : shippingAddress
  return (
    <div className={styles.address}>
      <h3>{m.deliveredTo}</h3>
      <p>
        {readText(name, locale).text}
        {delivery && `, ${m.deliveredBetween(day(delivery.from), day(delivery.to))}`}
      </p>
      <AddressLines address={place} locale={locale} />
    </div>
  )
}

/** Whom the invoice is for, where it is not where the parcel goes. */
export function Billing({ order, locale }: DestinationProps) {
  const { billingAddress, shippingAddress, shippingLine } = order
  const isSame = JSON.stringify(billingAddress) === JSON.stringify(shippingAddress)
  if (isSame && !shippingLine.pickupPoint) return null
  return (
    <div className={styles.address}>
      <h3>{orderPageMessages(locale).billedTo}</h3>
      <AddressLines address={billingAddress} locale={locale} />
    </div>
  )
}
