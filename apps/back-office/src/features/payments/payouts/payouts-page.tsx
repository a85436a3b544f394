import type { listPayouts } from '@comptoir/contracts/payments/payout-routes'
import type { Payout } from '@comptoir/contracts/payments/payout-schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given, type ListSearch } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PaymentSections } from '../sections.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { ImportPayouts } from './import-payouts.tsx'
import { payoutColumns, usualColumns } from './payout-columns.tsx'
import { nameOf } from './payout-name.ts'

const route = getRouteApi('/payments/payouts')

/** What providers settled, and the payout that is open on top of it. */
export const PayoutsPage = () => <ListStack>{(isOn) => <PayoutList isOn={isOn} />}</ListStack>

function PayoutList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const { payouts: words, sections } = usePaymentWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = usePages(['payments', 'ListPayouts'], (query, signal) =>
    call<typeof listPayouts>('GET /api/payouts', { query, signal }),
  )
  const columns = useMemo(() => payoutColumns(words, locale), [words, locale])
  const go = (next: ListSearch) => void navigate({ to: '/payments/payouts', search: given(next) })
  const open = (payoutId: string) =>
    void navigate({ to: '/payments/payouts/$payoutId', params: { payoutId }, search: true })
  return (
    <DataList<Payout>
      title={sections.payouts}
      name="payouts"
      {...{ columns, usual: usualColumns, found, search, isOn }}
      rowId={({ id }) => id}
      rowName={(payout) => nameOf(payout, words, locale)}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ id }) => open(id)}
      views={<PaymentSections />}
      filters={<ImportPayouts />}
    />
  )
}
