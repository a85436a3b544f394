import type { Totals } from '@comptoir/contracts/orders/schemas'
import type { ReactNode } from 'react'
import type { Locale } from '../../messages/messages.ts'
import type { TicketRow } from '../../ui/ticket.tsx'

export type CheckoutProps = {
  readonly locale: Locale
  /** The rows of the ticket: the cart writes them. */
  readonly rowsOf: (totals: Totals, hasShipping: boolean) => readonly TicketRow[]
  /** Signing in without leaving the page. */
  readonly entry: (onEntered: () => void) => ReactNode
}
