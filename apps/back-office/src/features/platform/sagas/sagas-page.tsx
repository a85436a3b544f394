import type { listSagas, SagaOverview, SagaState } from '@comptoir/contracts/platform/sagas'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ordersEn, ordersFr } from '../../../messages/orders/orders.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import listClasses from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { PlatformSections } from '../platform-page.tsx'
import { usePlatformTexts } from '../platform-texts.ts'
import { SagaActions } from './saga-actions.tsx'
import { sagaColumns, usualColumns } from './saga-columns.tsx'
import { sagaStates } from './saga-search.ts'

const route = getRouteApi('/platform/sagas')
const orderWords = { fr: ordersFr, en: ordersEn }

function useSagas(state: SagaState) {
  const { call } = useApi()
  const key = ['orders', 'ListSagas', state]
  const found = usePages<SagaOverview>(key, (page, signal) =>
    call<typeof listSagas>('GET /api/sagas', { query: { ...page, state }, signal }),
  )
  const counts = useQuery({
    queryKey: [...key, 'counts'],
    queryFn: ({ signal }) =>
      call<typeof listSagas>('GET /api/sagas', { query: { state, limit: 1 }, signal }),
  })
  return { found, counts: counts.data?.counts }
}

/** The sagas that are at something, longest first; those that are late or failed are helped on from here. */
export function SagasPage() {
  const texts = usePlatformTexts()
  const { statuses } = useWords(orderWords)
  const locale = useLocale()
  const { may } = usePermissions()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { state = 'confirmed' } = search
  const { found, counts } = useSagas(state)
  const columns = useMemo(() => sagaColumns({ texts, statuses, locale }), [texts, statuses, locale])
  return (
    <DataList<SagaOverview>
      title={texts.sections.sagas}
      name="sagas"
      columns={columns}
      usual={usualColumns}
      rowId={({ orderId }) => orderId}
      rowName={({ number }) => number}
      found={{ ...found, total: counts?.[state] }}
      search={search}
      onSearch={(change) =>
        void navigate({ to: '/platform/sagas', search: given({ ...search, ...change }) })
      }
      onOpen={({ orderId }) =>
        void navigate({ to: '/orders/$orderId/$tab', params: { orderId, tab: 'saga' } })
      }
      isOn
      views={<PlatformSections />}
      filters={<States state={state} counts={counts} />}
      bulk={(rows, done) =>
        may('platform.write') ? <SagaActions sagas={rows} onDone={done} /> : null
      }
    />
  )
}

type StatesProps = {
  readonly state: SagaState
  readonly counts: Readonly<Partial<Record<SagaState, number>>> | undefined
}

function States({ state, counts }: StatesProps) {
  const { sagas: texts } = usePlatformTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return sagaStates.map((one) => (
    <button
      key={one}
      type="button"
      className={listClasses['view']}
      aria-pressed={one === state}
      onClick={() => void navigate({ to: '/platform/sagas', search: { ...search, state: one } })}
    >
      {texts.states[one]}
      {counts ? ` (${counts[one] ?? 0})` : ''}
    </button>
  ))
}
