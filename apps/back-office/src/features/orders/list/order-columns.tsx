import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { OrderMessages } from '../../../messages/orders/orders.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { fulfilmentTones, paymentTones, statusTones } from '../order-tones.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['number', 'placedAt', 'status', 'payment', 'fulfilment', 'items', 'total'],
] as const

const both = (name: string) => ({ up: name, down: `-${name}` })

/** The columns of the list of orders. */
export function orderColumns(orders: OrderMessages, locale: Locale): Column<OrderOverview>[] {
  const { columns, statuses, paymentStatuses, fulfilmentStatuses } = orders
  const total = ({ totals }: OrderOverview) => formatMoney(totals.grandTotal, locale)
  return [
    {
      ...{ id: 'number', header: columns.number, text: ({ number }) => number },
      cell: ({ orderId, number }) => (
        <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }} search={true}>
          {number}
        </Link>
      ),
    },
    {
      ...{ id: 'placedAt', header: columns.placedAt, sort: both('placedAt') },
      cell: ({ placedAt }) => (
        <time dateTime={placedAt}>{formatDate(placedAt, 'moment', locale)}</time>
      ),
      text: ({ placedAt }) => placedAt,
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={statusTones[status]} />,
    },
    {
      ...{ id: 'payment', header: columns.payment },
      cell: ({ paymentStatus: one }) => (
        <StatusBadge text={paymentStatuses[one]} tone={paymentTones[one]} />
      ),
      text: ({ paymentStatus }) => paymentStatuses[paymentStatus],
    },
    {
      ...{ id: 'fulfilment', header: columns.fulfilment },
      cell: ({ fulfilmentStatus: one }) => (
        <StatusBadge text={fulfilmentStatuses[one]} tone={fulfilmentTones[one]} />
      ),
      text: ({ fulfilmentStatus }) => fulfilmentStatuses[fulfilmentStatus],
    },
    {
      ...{ id: 'items', header: columns.items, isAmount: true },
      cell: ({ itemCount }) => itemCount,
      text: ({ itemCount }) => String(itemCount),
    },
    {
      ...{ id: 'total', header: columns.total, isAmount: true, sort: both('total') },
      cell: total,
      text: total,
    },
    {
      ...{ id: 'customer', header: columns.customer, text: ({ userId }) => userId },
      cell: ({ userId }) => userId,
    },
  ]
}
