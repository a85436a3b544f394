import type { listInvoices } from '@comptoir/contracts/billing/routes'
import { getRouteApi } from '@tanstack/react-router'
import { useApi } from '../../../office.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PaperList } from './paper-list.tsx'
import { paperQuery } from './paper-search.ts'

const route = getRouteApi('/invoices')

/** The invoices, and the one that is open on top of them. */
export const InvoicesPage = () => <ListStack>{(isOn) => <Invoices isOn={isOn} />}</ListStack>

function Invoices({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = paperQuery(search)
  const found = usePages(['billing', 'ListInvoices', query], (page, signal) =>
    call<typeof listInvoices>('GET /api/invoices', { query: { ...query, ...page }, signal }),
  )
  return (
    <PaperList
      type="invoice"
      {...{ found, search, isOn }}
      go={(next) => void navigate({ to: '/invoices', search: given(next) })}
      open={(invoiceId) =>
        void navigate({ to: '/invoices/$invoiceId', params: { invoiceId }, search: true })
      }
    />
  )
}
