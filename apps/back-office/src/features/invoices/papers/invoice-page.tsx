import type { getInvoice } from '@comptoir/contracts/billing/routes'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { PaperPage } from './paper-page.tsx'

const route = getRouteApi('/invoices/$invoiceId')

/** An invoice on top of its list. */
export function InvoicePage() {
  const { call } = useApi()
  const { invoiceId } = route.useParams()
  const { back } = useInvoiceWords()
  const asked = useQuery({
    queryKey: ['billing', 'GetInvoice', invoiceId],
    queryFn: ({ signal }) =>
      call<typeof getInvoice>('GET /api/invoices/{invoiceId}', { params: { invoiceId }, signal }),
  })
  return <PaperPage key={invoiceId} asked={asked} back={<BackLink to="/invoices" text={back} />} />
}
