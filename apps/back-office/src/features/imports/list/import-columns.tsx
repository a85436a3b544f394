import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { ImportMessages } from '../../../messages/catalogue/imports.ts'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { PersonName } from '../../../ui/person-name.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { importTones, sourceText } from '../import-status.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['createdAt', 'status', 'source', 'lines', 'refused', 'progress', 'size'],
] as const

/** When an import was uploaded: that is what it is called by. */
export const importName = ({ createdAt }: ProductImport, locale: Locale): string =>
  formatDate(createdAt, 'moment', locale)

/** The columns of the list of imports. */
export function importColumns(texts: ImportMessages, locale: Locale): Column<ProductImport>[] {
  const { columns, statuses } = texts
  const count = (of: (job: ProductImport) => number | undefined) => (job: ProductImport) =>
    String(of(job) ?? '')
  const amounts = [
    ['lines', count(({ check }) => check?.lines)],
    ['refused', count(({ check }) => check?.refused)],
    ['progress', count(({ progress }) => progress?.done)],
    ['size', ({ bytes }: ProductImport) => texts.size(bytes)],
  ] as const
  return [
    {
      ...{ id: 'createdAt', header: columns.createdAt, text: ({ createdAt }) => createdAt },
      cell: (job) => (
        <Link to="/imports/$importId" params={{ importId: job.importId }} search={true}>
          <time dateTime={job.createdAt}>{importName(job, locale)}</time>
        </Link>
      ),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={importTones[status]} />,
    },
    {
      ...{ id: 'source', header: columns.source },
      cell: ({ mapping }) => sourceText(mapping, texts) ?? '—',
      text: ({ mapping }) => sourceText(mapping, texts) ?? '',
    },
    ...amounts.map(([id, text]) => ({
      ...{ id, header: columns[id], isAmount: true, cell: text, text },
    })),
    {
      ...{ id: 'by', header: columns.by },
      cell: ({ createdBy }) => <PersonName userId={createdBy} />,
      text: ({ createdBy }) => createdBy,
    },
  ]
}
