import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { ReturnMessages } from '../../../messages/logistics/returns.ts'
import type { Locale } from '../../../messages/messages.ts'
import { type Column, textColumn } from '../../../ui/data-list/column.ts'
import { returnTones } from '../../../ui/returns/return-tones.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'

export const usualColumns = [
  ...['order', 'requestedAt', 'kind', 'status', 'lines', 'estimate', 'refund'],
] as const

/** The columns of the list of returns. */
export function returnColumns(texts: ReturnMessages, locale: Locale): Column<Return>[] {
  const { columns, statuses, kinds, refundStates } = texts
  const estimate = ({ estimate: { total } }: Return) => formatMoney(total, locale)
  return [
    {
      ...{ id: 'order', header: columns.order, text: ({ orderNumber }) => orderNumber },
      cell: ({ returnId, orderNumber }) => (
        <Link to="/returns/$returnId" params={{ returnId }} search={true}>
          {orderNumber}
        </Link>
      ),
    },
    {
      ...{ id: 'requestedAt', header: columns.requestedAt, text: ({ requestedAt }) => requestedAt },
      cell: ({ requestedAt }) => (
        <time dateTime={requestedAt}>{formatDate(requestedAt, 'moment', locale)}</time>
      ),
    },
    textColumn('kind', columns.kind, ({ kind }) => kinds[kind]),
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={returnTones[status]} />,
    },
    textColumn('lines', columns.lines, ({ lines }) =>
      lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', '),
    ),
    {
      ...{ id: 'estimate', header: columns.estimate, isAmount: true },
      ...{ cell: estimate, text: estimate },
    },
    {
      ...{ id: 'refund', header: columns.refund },
      cell: ({ refund }) =>
        refund ? (
          <StatusBadge
            text={`${formatMoney(refund.amount, locale)} · ${refundStates[refund.status]}`}
            tone={refund.status === 'failed' ? 'bad' : 'calm'}
          />
        ) : null,
      text: ({ refund }) => (refund ? refundStates[refund.status] : ''),
    },
  ]
}
