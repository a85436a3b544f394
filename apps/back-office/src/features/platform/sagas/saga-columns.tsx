import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { SagaOverview } from '@comptoir/contracts/platform/sagas'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import type { usePlatformTexts } from '../platform-texts.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['number', 'status', 'since', 'kind', 'engine', 'lastTurn', 'failure'],
] as const

type Around = {
  readonly texts: ReturnType<typeof usePlatformTexts>
  readonly statuses: Readonly<Record<OrderStatus, string>>
  readonly locale: Locale
}

function toneOf({ engineStatus, failure }: SagaOverview): StatusTone {
  if (failure !== undefined || /fail|terminat/i.test(engineStatus)) return 'bad'
  return /unknown/i.test(engineStatus) ? 'attention' : 'calm'
}

/** The columns of the list of sagas. */
export function sagaColumns({ texts, statuses, locale }: Around): Column<SagaOverview>[] {
  const { columns, kinds } = texts.sagas
  const timeOf = (at: string | undefined) =>
    at === undefined ? '' : formatDate(at, 'moment', locale)
  const kindOf = ({ kind }: SagaOverview) => (kind === undefined ? '' : kinds[kind])
  return [
    {
      ...{ id: 'number', header: columns.number, text: ({ number }) => number },
      cell: ({ orderId, number }) => (
        <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'saga' }}>
          {number}
        </Link>
      ),
    },
    {
      ...{ id: 'status', header: columns.status },
      cell: ({ orderStatus }) => statuses[orderStatus],
      text: ({ orderStatus }) => statuses[orderStatus],
    },
    {
      ...{ id: 'since', header: columns.since, text: ({ since }) => since },
      cell: ({ since }) => timeOf(since),
    },
    { ...{ id: 'kind', header: columns.kind, text: kindOf, cell: kindOf } },
    {
      ...{ id: 'engine', header: columns.engine, text: ({ engineStatus }) => engineStatus },
      cell: (saga) => <StatusBadge text={saga.engineStatus} tone={toneOf(saga)} />,
    },
    {
      ...{ id: 'lastTurn', header: columns.lastTurn, text: ({ lastTurnAt }) => lastTurnAt ?? '' },
      cell: ({ lastTurnAt }) => timeOf(lastTurnAt),
    },
    {
      ...{ id: 'failure', header: columns.failure, text: ({ failure }) => failure ?? '' },
      cell: ({ failure }) => failure,
    },
  ]
}
