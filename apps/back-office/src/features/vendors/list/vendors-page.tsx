import type { listVendors } from '@comptoir/contracts/admin/vendors/routes'
import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { useVendorWords } from '../vendor-words.ts'
import { usualColumns, vendorColumns } from './vendor-columns.tsx'
import { readVendorSearch, type VendorSearch, vendorStatuses } from './vendor-search.ts'

const route = getRouteApi('/vendors')

/** The list of vendors and who applies to be one, and the one that is open on top of it. */
export const VendorsPage = () => <ListStack>{(isOn) => <VendorList isOn={isOn} />}</ListStack>

function VendorList({ isOn }: { readonly isOn: boolean }) {
  const texts = useVendorWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useVendors(search)
  // the service has no search by words
  const columns = useMemo(() => vendorColumns(texts, locale), [texts, locale])
  const go = (next: VendorSearch) => void navigate({ to: '/vendors', search: given(next) })
  const presets = [
    { text: texts.all, filter: {} },
    ...vendorStatuses.map((status) => ({ text: texts.presets[status], filter: { status } })),
  ]
  return (
    <DataList<Vendor>
      title={texts.title}
      name="vendors"
      columns={columns}
      usual={usualColumns}
      rowId={({ vendorId }) => vendorId}
      rowName={({ name }) => name}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ vendorId }) => {
        const params = { vendorId, tab: 'profile' }
        void navigate({ to: '/vendors/$vendorId/$tab', params, search: true })
      }}
      isOn={isOn}
      views={
        <ListViews<VendorSearch>
          {...{ list: 'vendors', search, go, presets, read: readVendorSearch }}
          usual={usualColumns}
        />
      }
      filters={null}
    />
  )
}

function useVendors({ status }: VendorSearch) {
  const { call } = useApi()
  const query = given({ status })
  return usePages(['admin', 'ListVendors', query], (page, signal) =>
    call<typeof listVendors>('GET /api/vendors', { query: { ...query, ...page }, signal }),
  )
}
