import type { InvoiceExport, listInvoiceExports } from '@comptoir/contracts/billing/export-routes'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given, type ListSearch } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { InvoiceSections } from '../sections.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { exportColumns, usualColumns } from './export-columns.tsx'
import { daysText } from './export-words.ts'

const route = getRouteApi('/invoices/exports')

/** The exports that were asked for, and the one that is open on top of them. */
export const ExportsPage = () => <ListStack>{(isOn) => <ExportList isOn={isOn} />}</ListStack>

function ExportList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const { exports: words, sections } = useInvoiceWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = usePages(['billing', 'ListInvoiceExports'], (query, signal) =>
    call<typeof listInvoiceExports>('GET /api/invoice-exports', { query, signal }),
  )
  const columns = useMemo(() => exportColumns(words, locale), [words, locale])
  const go = (next: ListSearch) => void navigate({ to: '/invoices/exports', search: given(next) })
  const open = (exportId: string) =>
    void navigate({ to: '/invoices/exports/$exportId', params: { exportId }, search: true })
  return (
    <DataList<InvoiceExport>
      title={sections.exports}
      name="invoice-exports"
      {...{ columns, usual: usualColumns, found, search, isOn }}
      rowId={({ exportId }) => exportId}
      rowName={(one) => daysText(one, words, locale)}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ exportId }) => open(exportId)}
      views={<InvoiceSections />}
      filters={
        <Button component={Link} to="/invoices/exports/new" search={true}>
          {words.make}
        </Button>
      }
    />
  )
}
