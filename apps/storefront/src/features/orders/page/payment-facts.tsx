import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../../messages/messages.ts'
import { type OrderPageMessages, orderPageMessages } from '../../../messages/order-page.ts'
import styles from '../orders.module.css'

type PaymentFactsProps = { readonly order: Order; readonly locale: Locale }

/** How the order is paid, and what went back. */
export function PaymentFacts({ order, locale }: PaymentFactsProps) {
  const m = orderPageMessages(locale).payment
  const { paidWith, status, refunded, refundPending, outstanding } = order.payment
  const isSome = (amount: typeof refunded) => amount !== undefined && amount.amount > 0
  const method = paidWith && methodText(paidWith, m)
  return (
    <section className={styles.part} aria-labelledby="payment">
      <h2 id="payment">{m.title}</h2>
      <div className={styles.facts}>
        <p>{[m.statuses[status], method].filter(Boolean).join(' · ')}</p>
        {refundPending && isSome(refundPending) && (
          <p>{m.refunding(formatMoney(refundPending, locale))}</p>
        )}
        {refunded && isSome(refunded) && <p>{m.refunded(formatMoney(refunded, locale))}</p>}
        {outstanding && <p>{m.outstanding(formatMoney(outstanding, locale))}</p>}
        <Transfer {...{ order, locale }} />
      </div>
    </section>
  )
}

type PaidWith = NonNullable<Order['payment']['paidWith']>

const brands: Readonly<Record<string, string>> = {
  ...{ visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express', cb: 'CB' },
}

function methodText({ type, brand, last4 }: PaidWith, m: OrderPageMessages['payment']): string {
  const types: Readonly<Record<string, string>> = m.types
  if (!last4) return types[type] ?? type
  return m.card((brand && brands[brand]) ?? brand ?? types[type] ?? type, last4)
}

/** Where the money of a transfer goes, as long as it is awaited. */
function Transfer({ order, locale }: PaymentFactsProps) {
  const m = orderPageMessages(locale).payment
  const { paymentTerms, status } = order
  if (paymentTerms?.kind !== 'transfer' || status !== 'awaiting_payment') return null
  const { account, reference, dueAt } = paymentTerms
  const rows = [
    [m.holder, account?.holder],
    [m.iban, account?.iban],
    [m.bic, account?.bic],
    [m.reference, reference],
  ] as const
  return (
    <>
      <p>
        {m.transfer}. {m.due(formatDate(dueAt, 'moment', locale))}
      </p>
      <dl className={styles.rows}>
        {rows.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  )
}
