import type {
  InvoiceTransmission,
  listInvoiceTransmissions,
} from '@comptoir/contracts/billing/transmission-routes'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { FilterBar } from '../../../ui/data-list/filter-bar.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { shownAs } from '../../../ui/data-list/list-views.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { InvoiceSections } from '../sections.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { transmissionColumns, usualColumns } from './transmission-columns.tsx'
import {
  readTransmissionSearch,
  type TransmissionSearch,
  transmissionStatuses,
} from './transmission-search.ts'

const route = getRouteApi('/invoices/transmissions')

/** The ways of documents to the platform, and the one that is open on top of them. */
export const TransmissionsPage = () => (
  <ListStack>{(isOn) => <TransmissionList isOn={isOn} />}</ListStack>
)

function TransmissionList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const { transmissions: words, sections } = useInvoiceWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { status } = search
  const query = given({ status })
  const found = usePages(['billing', 'ListInvoiceTransmissions', query], (page, signal) =>
    call<typeof listInvoiceTransmissions>('GET /api/invoice-transmissions', {
      query: { ...query, ...page },
      signal,
    }),
  )
  const columns = useMemo(() => transmissionColumns(words, locale), [words, locale])
  const go = (next: TransmissionSearch) =>
    void navigate({ to: '/invoices/transmissions', search: given(next) })
  const open = (documentId: string) =>
    void navigate({
      to: '/invoices/transmissions/$documentId',
      params: { documentId },
      search: true,
    })
  const choices = transmissionStatuses.map((value) => ({ value, label: words.statuses[value] }))
  return (
    <DataList<InvoiceTransmission>
      title={sections.transmissions}
      name="transmissions"
      {...{ columns, usual: usualColumns, found, search, isOn }}
      rowId={({ documentId }) => documentId}
      rowName={({ number }) => number}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ documentId }) => open(documentId)}
      views={<InvoiceSections />}
      filters={
        <FilterBar
          fields={[{ name: 'status', label: words.filterStatus, choices }]}
          values={query}
          onChange={(values) => go({ ...shownAs(search), ...readTransmissionSearch(values) })}
        />
      }
    />
  )
}
