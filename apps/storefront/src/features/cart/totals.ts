import type { Totals } from '@comptoir/contracts/orders/schemas'
import { formatMoney } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import { type CartMessages, cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import type { TicketRow } from '../../ui/ticket.tsx'

type TotalsOptions = {
  readonly totals: Totals
  readonly locale: Locale
  /** Whether the delivery is chosen; of a cart it is not yet. */
  readonly hasShipping: boolean
}

/** The rows of a receipt: as the shop computed them, nothing is computed here. */
export function totalsRows({ totals, locale, hasShipping }: TotalsOptions): TicketRow[] {
  const m = cartMessages(locale)
  const money = (amount: Totals['grandTotal']) => formatMoney(amount, locale)
  return [
    { label: m.subtotal, value: money(totals.itemsSubtotal) },
    ...(totals.itemsDiscount && totals.itemsDiscount.amount > 0
      ? [{ label: m.discount, value: `−${money(totals.itemsDiscount)}` }]
      : []),
    { label: m.shipping, value: hasShipping ? shippingText(totals, locale, m) : m.shippingLater },
    { label: m.total, value: money(totals.grandTotal), kind: 'total' },
    ...totals.vatByRate.map(
      ({ vatRateBps, vat }): TicketRow => ({
        label: m.vat(formatRate(vatRateBps, locale)),
        value: money(vat),
        kind: 'small',
      }),
    ),
  ]
}

function shippingText({ shipping }: Totals, locale: Locale, m: CartMessages): string {
  return shipping.amount === 0 ? m.free : formatMoney(shipping, locale)
}
