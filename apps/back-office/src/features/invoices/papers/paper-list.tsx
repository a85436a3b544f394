import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { useMemo } from 'react'
import { useLocale } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { FilterBar } from '../../../ui/data-list/filter-bar.tsx'
import { ListViews, shownAs } from '../../../ui/data-list/list-views.tsx'
import { InvoiceSections } from '../sections.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { paperColumns, usualColumns, usualOfCredit } from './paper-columns.tsx'
import { type PaperSearch, paperQuery, paperStatuses, readPaperSearch } from './paper-search.ts'

type Props = {
  readonly type: Invoice['type']
  readonly found: Found<Invoice>
  readonly search: PaperSearch
  readonly go: (next: PaperSearch) => void
  readonly open: (paperId: string) => void
  readonly isOn: boolean
}

/** Invoices, or credit notes: the newest first. */
export function PaperList({ type, found, search, go, open, isOn }: Props) {
  const words = useInvoiceWords()
  const locale = useLocale()
  const columns = useMemo(() => paperColumns(words, locale), [words, locale])
  const isInvoice = type === 'invoice'
  return (
    <DataList<Invoice>
      title={isInvoice ? words.sections.invoices : words.sections.creditNotes}
      name={isInvoice ? 'invoices' : 'credit-notes'}
      usual={isInvoice ? usualColumns : usualOfCredit}
      {...{ columns, found, search, isOn }}
      rowId={({ invoiceId }) => invoiceId}
      rowName={({ number, invoiceId }) => number ?? invoiceId}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ invoiceId }) => open(invoiceId)}
      views={
        <>
          <InvoiceSections />
          {isInvoice ? <Views search={search} go={go} /> : null}
        </>
      }
      filters={
        <FilterBar
          fields={filterFields(words)}
          values={paperQuery(search)}
          onChange={(values) => go({ ...shownAs(search), ...readPaperSearch(values) })}
        />
      }
    />
  )
}

function Views({ search, go }: Pick<Props, 'search' | 'go'>) {
  const { presets } = useInvoiceWords()
  return (
    <ListViews<PaperSearch>
      list="invoices"
      {...{ search, go, read: readPaperSearch, usual: usualColumns }}
      presets={[
        { text: presets.all, filter: {} },
        { text: presets.finalised, filter: { status: 'finalised' } },
        { text: presets.credited, filter: { status: 'credited' } },
        { text: presets.draft, filter: { status: 'draft' } },
        { text: presets.voided, filter: { status: 'voided' } },
      ]}
    />
  )
}

function filterFields({ filters, statuses }: ReturnType<typeof useInvoiceWords>) {
  const choices = paperStatuses.map((value) => ({ value, label: statuses[value] }))
  return [
    { name: 'status', label: filters.status, choices },
    { name: 'orderId', label: filters.orderId },
    { name: 'userId', label: filters.userId },
  ]
}
