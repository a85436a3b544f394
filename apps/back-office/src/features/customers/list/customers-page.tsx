import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { listUsers } from '@comptoir/contracts/accounts/user-routes'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useApi, useLocale, useMessages } from '../../../office.tsx'
import { nameOf } from '../../../ui/accounts/name-of.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { SearchField } from '../../../ui/data-list/search-field.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { useCustomerWords } from '../customer-words.ts'
import { customerColumns, usualColumns } from './customer-columns.tsx'
import {
  accountStatuses,
  type CustomerSearch,
  customerQuery,
  emailIn,
  readCustomerSearch,
} from './customer-search.ts'
import { GuestOfEmail } from './guest-of-email.tsx'

const route = getRouteApi('/customers')

/** The list of customers, and the one who is open on top of it. */
export const CustomersPage = () => <ListStack>{(isOn) => <CustomerList isOn={isOn} />}</ListStack>

function CustomerList({ isOn }: { readonly isOn: boolean }) {
  const texts = useCustomerWords()
  const { frame } = useMessages()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useCustomers(search)
  const field = useRef<HTMLInputElement>(null)
  const { roles } = frame
  const columns = useMemo(() => customerColumns({ texts, roles }, locale), [texts, roles, locale])
  const go = (next: CustomerSearch, replace = false) =>
    void navigate({ to: '/customers', search: given(next), replace })
  const email = emailIn(search.q)
  return (
    <DataList<Profile>
      title={texts.title}
      name="customers"
      columns={columns}
      usual={usualColumns}
      rowId={({ userId }) => userId}
      rowName={nameOf}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ userId }) =>
        void navigate({ to: '/customers/$userId', params: { userId }, search: true })
      }
      isOn={isOn}
      field={field}
      views={<Views search={search} go={go} />}
      filters={
        <>
          <SearchField
            field={field}
            value={search.q ?? ''}
            onSearch={(q) => go({ ...search, q: q || undefined, view: undefined }, true)}
          />
          {email === undefined ? null : <GuestOfEmail key={email} email={email} />}
        </>
      }
    />
  )
}

function useCustomers(search: CustomerSearch) {
  const { call } = useApi()
  const query = customerQuery(search)
  return usePages(['accounts', 'ListUsers', query], (page, signal) =>
    call<typeof listUsers>('GET /api/users', { query: { ...query, ...page }, signal }),
  )
}

type ViewsProps = {
  readonly search: CustomerSearch
  readonly go: (next: CustomerSearch) => void
}

function Views({ search, go }: ViewsProps) {
  const texts = useCustomerWords()
  const presets = [
    { text: texts.all, filter: {} },
    ...accountStatuses.map((status) => ({ text: texts.presets[status], filter: { status } })),
  ]
  return (
    <ListViews<CustomerSearch>
      list="customers"
      search={search}
      go={go}
      presets={presets}
      read={readCustomerSearch}
      usual={usualColumns}
    />
  )
}
