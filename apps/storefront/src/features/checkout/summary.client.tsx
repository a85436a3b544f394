'use client'

import type { Cart, CartQuote } from '@comptoir/contracts/carts/schemas'
import type { ReactNode } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
import { GoodsList } from '../../ui/goods-list.tsx'
import { Ticket, type TicketRow } from '../../ui/ticket.tsx'
import styles from './checkout.module.css'

type SummaryProps = {
  readonly locale: Locale
  readonly cart: Cart
  readonly quote: CartQuote | undefined
  readonly isBusy: boolean
  readonly rows: readonly TicketRow[]
  readonly children?: ReactNode
}

/** What is ordered and what it costs: always in sight. */
export function Summary({ locale, cart, quote, isBusy, rows, children }: SummaryProps) {
  const m = checkoutMessages(locale)
  return (
    <aside className={styles.summary} aria-labelledby="summary">
      <h2 id="summary">{m.summary}</h2>
      <GoodsList lines={quote?.lines ?? cart.lines} locale={locale} />
      <p>
        <a href={`/${locale}/cart`}>{m.editCart}</a>
      </p>
      <Ticket rows={rows} isBusy={isBusy}>
        {children}
      </Ticket>
    </aside>
  )
}
