import type { listPayoutLines } from '@comptoir/contracts/payments/payout-routes'
import type { PayoutLine } from '@comptoir/contracts/payments/payout-schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given, type ListSearch } from '../../../ui/data-list/list-search.ts'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PaymentSections } from '../sections.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { ImportPayouts } from './import-payouts.tsx'
import { lineColumns, usualColumns } from './line-columns.tsx'

const route = getRouteApi('/payments/differences')

/** What providers moved and the books of the shop do not have. Each line is compared again with every import. */
export function DifferencesPage() {
  const { call } = useApi()
  const { payouts: words, sections } = usePaymentWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = { match: 'unmatched' } as const
  const found = usePages(['payments', 'ListPayoutLines', query], ({ cursor }, signal) =>
    call<typeof listPayoutLines>('GET /api/payout-lines', { query: { ...query, cursor }, signal }),
  )
  const columns = useMemo(() => lineColumns(words, locale), [words, locale])
  const go = (next: ListSearch) =>
    void navigate({ to: '/payments/differences', search: given(next) })
  const open = (payoutId: string) =>
    void navigate({ to: '/payments/payouts/$payoutId', params: { payoutId } })
  return (
    <DataList<PayoutLine>
      title={sections.differences}
      name="payout-differences"
      {...{ columns, usual: usualColumns, found, search, isOn: true }}
      rowId={({ payoutId, ref }) => `${payoutId} ${ref}`}
      rowName={({ ref }) => ref}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ payoutId }) => open(payoutId)}
      views={<PaymentSections />}
      filters={<ImportPayouts />}
    />
  )
}
