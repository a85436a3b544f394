import type { Shop } from '@comptoir/contracts/admin/schemas'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import styles from './promise.module.css'
import { PromiseTicket } from './promise-ticket.tsx'

type PromiseProps = { readonly locale: Locale; readonly shop: Shop }

/** What the shop promises, from its settings, as a ticket. */
export function ShopPromise({ locale, shop }: PromiseProps) {
  const { home_: m } = messagesOf(locale)
  const rows = [
    { name: m.orderedBefore(shop.cutOffTime), value: m.leavesToday },
    { name: m.returns, value: m.days(shop.returnWindowDays) },
    { name: m.returnLabel, value: shop.freeReturns ? m.free : m.atYourCost },
    { name: m.payment, value: m.paymentBy },
    { name: m.following, value: m.stepByStep },
  ]
  return (
    <div className={styles.band}>
      <div className={styles.words}>
        <h2>{m.promiseTitle}</h2>
        <p>{m.promiseText}</p>
        <Link href={`/${locale}/help`} prefetch={false}>
          {m.promiseLink}
        </Link>
      </div>
      <PromiseTicket title={m.ticket} rows={rows} />
    </div>
  )
}
