import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { methodText } from '../payment/method-text.ts'
import { paymentTones } from '../payment-tones.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['id', 'createdAt', 'status', 'amount', 'refunded', 'owed', 'method', 'order'],
] as const

/** The columns of the list of payments. */
export function paymentColumns(words: PaymentTexts, locale: Locale): Column<PaymentIntent>[] {
  const { columns, statuses } = words
  const money = (id: 'amount' | 'captured' | 'refunded') => {
    const text = (intent: PaymentIntent) => formatMoney(intent[id], locale)
    return { ...{ id, header: columns[id], isAmount: true }, text, cell: text }
  }
  const owed = ({ refundOwed }: PaymentIntent) =>
    refundOwed.amount > 0 ? formatMoney(refundOwed, locale) : ''
  return [
    {
      ...{ id: 'id', header: columns.id, text: ({ id }) => id },
      cell: ({ id }) => (
        <Link to="/payments/$paymentIntentId" params={{ paymentIntentId: id }} search={true}>
          {id}
        </Link>
      ),
    },
    {
      ...{ id: 'createdAt', header: columns.createdAt, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => (
        <time dateTime={createdAt}>{formatDate(createdAt, 'moment', locale)}</time>
      ),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={paymentTones[status]} />,
    },
    ...[money('amount'), money('captured'), money('refunded')],
    {
      ...{ id: 'owed', header: columns.owed, isAmount: true, text: owed },
      cell: (intent) =>
        intent.refundOwed.amount > 0 ? <StatusBadge text={owed(intent)} tone="attention" /> : null,
    },
    { ...{ id: 'method', header: columns.method, text: methodText }, cell: methodText },
    {
      ...{ id: 'order', header: columns.order, text: ({ orderId }) => orderId },
      cell: ({ orderId }) => (
        <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'payments' }}>
          {orderId}
        </Link>
      ),
    },
  ]
}
