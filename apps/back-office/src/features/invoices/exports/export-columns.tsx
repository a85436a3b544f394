import type { InvoiceExport } from '@comptoir/contracts/billing/export-routes'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { InvoiceTexts } from '../../../messages/invoices/invoices.ts'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { daysText, exportTones, whatText } from './export-words.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['days', 'what', 'form', 'status', 'progress', 'created', 'by'],
] as const

/** The columns of the list of exports. */
export function exportColumns(
  words: InvoiceTexts['exports'],
  locale: Locale,
): Column<InvoiceExport>[] {
  const { columns, statuses, forms } = words
  const days = (one: InvoiceExport) => daysText(one, words, locale)
  const what = (one: InvoiceExport) => whatText(one, words)
  const progress = ({ progress: { done, total } }: InvoiceExport) =>
    total === undefined ? String(done) : `${done} / ${total}`
  return [
    {
      ...{ id: 'days', header: columns.days, text: days },
      cell: (one) => (
        <Link to="/invoices/exports/$exportId" params={{ exportId: one.exportId }} search={true}>
          {days(one)}
        </Link>
      ),
    },
    { ...{ id: 'what', header: columns.what, text: what }, cell: what },
    {
      ...{ id: 'form', header: columns.form, text: ({ filter }) => forms[filter.form] },
      cell: ({ filter }) => forms[filter.form],
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={exportTones[status]} />,
    },
    {
      ...{ id: 'progress', header: columns.progress, isAmount: true },
      text: progress,
      cell: progress,
    },
    {
      ...{ id: 'created', header: columns.created, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => formatDate(createdAt, 'moment', locale),
    },
    {
      ...{ id: 'by', header: columns.by, text: ({ createdBy }) => createdBy },
      cell: ({ createdBy }) => createdBy,
    },
  ]
}
