import type { listPaymentIntents } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale, useMessages } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { FilterBar } from '../../../ui/data-list/filter-bar.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews, shownAs } from '../../../ui/data-list/list-views.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PaymentSections } from '../sections.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { paymentColumns, usualColumns } from './payment-columns.tsx'
import {
  listedStatuses,
  type PaymentSearch,
  paymentQuery,
  readPaymentSearch,
} from './payment-search.ts'

const route = getRouteApi('/payments')

/** The list of payments, and the one that is open on top of it. */
export const PaymentsPage = () => <ListStack>{(isOn) => <PaymentList isOn={isOn} />}</ListStack>

function PaymentList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const { frame } = useMessages()
  const words = usePaymentWords()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = paymentQuery(search)
  const found = usePages(['payments', 'ListPaymentIntents', query], (page, signal) =>
    call<typeof listPaymentIntents>('GET /api/payment-intents', {
      query: { ...query, ...page },
      signal,
    }),
  )
  const columns = useMemo(() => paymentColumns(words, locale), [words, locale])
  const go = (next: PaymentSearch) => void navigate({ to: '/payments', search: given(next) })
  const open = (paymentIntentId: string) =>
    void navigate({
      to: '/payments/$paymentIntentId',
      params: { paymentIntentId },
      search: true,
    })
  return (
    <DataList<PaymentIntent>
      title={frame.pages.payments}
      name="payments"
      {...{ columns, usual: usualColumns, found, search, isOn }}
      rowId={({ id }) => id}
      rowName={({ id }) => id}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ id }) => open(id)}
      views={<Views search={search} go={go} />}
      filters={
        <FilterBar
          fields={filterFields(words)}
          values={query}
          onChange={(values) => go({ ...shownAs(search), ...readPaymentSearch(values) })}
        />
      }
    />
  )
}

type ViewProps = { readonly search: PaymentSearch; readonly go: (next: PaymentSearch) => void }

function Views({ search, go }: ViewProps) {
  const { presets } = usePaymentWords()
  return (
    <>
      <PaymentSections />
      <ListViews<PaymentSearch>
        list="payments"
        {...{ search, go, read: readPaymentSearch, usual: usualColumns }}
        presets={[
          { text: presets.all, filter: {} },
          { text: presets.action, filter: { status: 'requires_action' } },
          { text: presets.failed, filter: { status: 'failed' } },
          { text: presets.authorised, filter: { status: 'authorised' } },
          { text: presets.disputed, filter: { status: 'disputed' } },
          { text: presets.refunded, filter: { status: 'refunded' } },
        ]}
      />
    </>
  )
}

function filterFields({ filters, statuses }: ReturnType<typeof usePaymentWords>) {
  const choices = listedStatuses.map((value) => ({ value, label: statuses[value] }))
  return [
    { name: 'status', label: filters.status, choices },
    { name: 'orderId', label: filters.orderId },
    { name: 'userId', label: filters.userId },
  ]
}
