import type { getCreditNote } from '@comptoir/contracts/billing/routes'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { PaperPage } from './paper-page.tsx'

const route = getRouteApi('/invoices/credit-notes/$creditNoteId')

/** A credit note on top of its list. */
export function CreditNotePage() {
  const { call } = useApi()
  const { creditNoteId } = route.useParams()
  const { back } = useInvoiceWords()
  const asked = useQuery({
    queryKey: ['billing', 'GetCreditNote', creditNoteId],
    queryFn: ({ signal }) =>
      call<typeof getCreditNote>('GET /api/credit-notes/{creditNoteId}', {
        params: { creditNoteId },
        signal,
      }),
  })
  return (
    <PaperPage
      key={creditNoteId}
      asked={asked}
      back={<BackLink to="/invoices/credit-notes" text={back} />}
    />
  )
}
