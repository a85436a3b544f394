'use client'

import type { Cart, CartQuote } from '@comptoir/contracts/carts/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import type { ReactNode } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
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
      <ul>
        {(quote?.lines ?? cart.lines).map(({ sku, title, quantity, gross }) => (
          <li key={sku}>
            <span>
              {quantity} × {readText(title, locale).text}
            </span>
            <span>{formatMoney(gross, locale)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/${locale}/cart`}>{m.editCart}</a>
      </p>
      <Ticket rows={rows} isBusy={isBusy}>
        {children}
      </Ticket>
    </aside>
  )
}
