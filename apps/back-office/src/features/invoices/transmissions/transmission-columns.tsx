import type { InvoiceTransmission } from '@comptoir/contracts/billing/transmission-routes'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { InvoiceTexts } from '../../../messages/invoices/invoices.ts'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { transmissionTones } from './transmission-search.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['number', 'type', 'status', 'submission', 'created', 'next', 'error'],
] as const

/** The columns of the list of transmissions. */
export function transmissionColumns(
  { columns, types, statuses }: InvoiceTexts['transmissions'],
  locale: Locale,
): Column<InvoiceTransmission>[] {
  const moment = (at: string | undefined) =>
    at === undefined ? '' : formatDate(at, 'moment', locale)
  return [
    {
      ...{ id: 'number', header: columns.number, text: ({ number }) => number },
      cell: ({ documentId, number }) => (
        <Link to="/invoices/transmissions/$documentId" params={{ documentId }} search={true}>
          {number}
        </Link>
      ),
    },
    {
      ...{ id: 'type', header: columns.type, text: ({ type }) => types[type] },
      cell: ({ type }) => types[type],
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => (
        <StatusBadge text={statuses[status]} tone={transmissionTones[status]} />
      ),
    },
    {
      ...{ id: 'submission', header: columns.submission, isAmount: true },
      cell: ({ submission }) => submission,
      text: ({ submission }) => String(submission),
    },
    {
      ...{ id: 'created', header: columns.created, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => moment(createdAt),
    },
    {
      ...{ id: 'next', header: columns.next, text: ({ nextAttemptAt }) => nextAttemptAt ?? '' },
      cell: ({ nextAttemptAt }) => moment(nextAttemptAt),
    },
    {
      ...{ id: 'error', header: columns.error, text: ({ lastError }) => lastError ?? '' },
      cell: ({ lastError }) => (lastError ? <span lang="en">{lastError}</span> : null),
    },
  ]
}
