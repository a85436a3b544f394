import type { listCreditNotes } from '@comptoir/contracts/billing/routes'
import { getRouteApi } from '@tanstack/react-router'
import { useApi } from '../../../office.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PaperList } from './paper-list.tsx'
import { paperQuery } from './paper-search.ts'

const route = getRouteApi('/invoices/credit-notes')

/** The credit notes, and the one that is open on top of them. */
export const CreditNotesPage = () => <ListStack>{(isOn) => <CreditNotes isOn={isOn} />}</ListStack>

function CreditNotes({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = paperQuery(search)
  const found = usePages(['billing', 'ListCreditNotes', query], (page, signal) =>
    call<typeof listCreditNotes>('GET /api/credit-notes', { query: { ...query, ...page }, signal }),
  )
  return (
    <PaperList
      type="credit_note"
      {...{ found, search, isOn }}
      go={(next) => void navigate({ to: '/invoices/credit-notes', search: given(next) })}
      open={(creditNoteId) =>
        void navigate({
          to: '/invoices/credit-notes/$creditNoteId',
          params: { creditNoteId },
          search: true,
        })
      }
    />
  )
}
