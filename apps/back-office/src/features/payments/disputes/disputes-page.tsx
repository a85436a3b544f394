import type { listDisputes } from '@comptoir/contracts/payments/dispute-routes'
import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PaymentSections } from '../sections.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { disputeColumns, usualColumns } from './dispute-columns.tsx'
import { type DisputeSearch, readDisputeSearch } from './dispute-search.ts'

const route = getRouteApi('/payments/disputes')

/** The disputes, the soonest due first, and the one that is open on top of them. */
export const DisputesPage = () => <ListStack>{(isOn) => <DisputeList isOn={isOn} />}</ListStack>

function DisputeList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const { disputes: words, sections } = usePaymentWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { status } = search
  const found = usePages(['payments', 'ListDisputes', { status }], (page, signal) =>
    call<typeof listDisputes>('GET /api/disputes', {
      query: { ...given({ status }), ...page },
      signal,
    }),
  )
  // days are what counts here: the clock of when the list was opened
  const [now] = useState(() => Date.now())
  const columns = useMemo(() => disputeColumns({ words, locale, now }), [words, locale, now])
  const go = (next: DisputeSearch) =>
    void navigate({ to: '/payments/disputes', search: given(next) })
  const open = (disputeId: string) =>
    void navigate({ to: '/payments/disputes/$disputeId', params: { disputeId }, search: true })
  return (
    <DataList<DisputeDetails>
      title={sections.disputes}
      name="disputes"
      {...{ columns, usual: usualColumns, found, search, isOn }}
      rowId={({ id }) => id}
      rowName={({ id }) => id}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ id }) => open(id)}
      views={
        <>
          <PaymentSections />
          <ListViews<DisputeSearch>
            list="disputes"
            {...{ search, go, read: readDisputeSearch, usual: usualColumns }}
            presets={[
              { text: words.presets.open, filter: {} },
              { text: words.presets.won, filter: { status: 'won' } },
              { text: words.presets.lost, filter: { status: 'lost' } },
            ]}
          />
        </>
      }
      filters={null}
    />
  )
}
