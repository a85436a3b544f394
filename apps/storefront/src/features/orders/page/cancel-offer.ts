import type { Money } from '@comptoir/contracts/common'
import type { Order } from '@comptoir/contracts/orders/view'

/** What becomes of the money when an order is cancelled: none was taken, what is held is let go, or what was paid comes back. */
export type CancelOffer =
  | { readonly kind: 'free' }
  | { readonly kind: 'released' | 'refunded'; readonly amount: Money }

type Seen = Pick<Order, 'allowedTransitions' | 'cancellation' | 'payment' | 'totals'>

/** What a cancel would do to the money; nothing when the order cannot be cancelled, or is being cancelled already. */
export function cancelOfferOf(order: Seen): CancelOffer | undefined {
  const { allowedTransitions, cancellation, payment, totals } = order
  if (cancellation || !allowedTransitions.includes('cancelled')) return undefined
  if (payment.status === 'authorised') return { kind: 'released', amount: totals.grandTotal }
  const amount = keptOf(order)
  if (amount === 0) return { kind: 'free' }
  return { kind: 'refunded', amount: { ...totals.grandTotal, amount } }
}

const taken: readonly string[] = ['paid', 'partially_refunded', 'disputed']

/** What the shop has of the order's money, in minor units; what is on its way back is not counted. */
function keptOf({ payment, totals }: Seen): number {
  if (!taken.includes(payment.status)) return 0
  const { captured = totals.grandTotal, refunded, refundPending, disputed } = payment
  const away = [refunded, refundPending, disputed].reduce((sum, one) => sum + (one?.amount ?? 0), 0)
  return Math.max(0, captured.amount - away)
}
