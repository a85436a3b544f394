import type { StockAlert } from '@comptoir/contracts/inventory/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { StockMessages } from '../../../messages/logistics/stock.ts'
import { type Locale, problemText } from '../../../messages/messages.ts'
import { useLocale, useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { shownAs } from '../../../ui/data-list/list-views.tsx'
import { PersonName } from '../../../ui/person-name.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { StockSections } from '../section-nav.tsx'
import { levelTones, useStockTexts } from '../stock-texts.ts'
import { type AlertSearch, alertStatuses } from './alert-search.ts'
import { useAcknowledge, useAlerts } from './use-alerts.ts'

const route = getRouteApi('/stock/alerts')
type Acknowledging = ReturnType<typeof useAcknowledge>

/** What is low, out or oversold, and who looks after it. */
export function AlertsPage() {
  const texts = useStockTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const status = search.status ?? 'open'
  const found = useAlerts(status)
  const acknowledging = useAcknowledge()
  const isOpen = status === 'open' && may('stock.write')
  const columns = alertColumns({ texts, locale, acknowledging: isOpen ? acknowledging : undefined })
  const go = (next: AlertSearch) => void navigate({ to: '/stock/alerts', search: given(next) })
  return (
    <DataList<StockAlert>
      title={texts.alerts.title}
      name="stock-alerts"
      columns={columns}
      usual={columns.map(({ id }) => id)}
      rowId={({ alertId }) => alertId}
      rowName={({ sku }) => sku}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change })}
      onOpen={({ sku }) => void navigate({ to: '/stock/items/$sku', params: { sku } })}
      isOn
      views={
        <>
          <StockSections />
          {alertStatuses.map((one) => (
            <button
              key={one}
              type="button"
              className={classes['view']}
              aria-pressed={one === status}
              onClick={() => go({ ...shownAs(search), status: one })}
            >
              {texts.alerts.presets[one]}
            </button>
          ))}
        </>
      }
      filters={<Outcome acknowledging={acknowledging} />}
      bulk={(rows, done) =>
        isOpen ? (
          <Button
            size="xs"
            loading={acknowledging.isPending}
            onClick={() => acknowledging.mutate(rows, { onSuccess: done })}
          >
            {texts.alerts.acknowledge}
          </Button>
        ) : null
      }
    />
  )
}

/** What became of the last press. */
function Outcome({ acknowledging }: { readonly acknowledging: Acknowledging }) {
  const { alerts } = useStockTexts()
  const messages = useMessages()
  const { data, error } = acknowledging
  if (error) return <span role="alert">{problemText(messages, problemIn(error).code)}</span>
  if (!data) return null
  return (
    <span role="status">
      {data.done > 0 ? alerts.taken(data.done) : ''}
      {data.failed > 0 ? ` ${alerts.failed(data.failed)}` : ''}
    </span>
  )
}

type ColumnOptions = {
  readonly texts: StockMessages
  readonly locale: Locale
  readonly acknowledging: Acknowledging | undefined
}

function alertColumns({ texts, locale, acknowledging }: ColumnOptions): Column<StockAlert>[] {
  const { columns } = texts.alerts
  const all: Column<StockAlert>[] = [
    {
      ...{ id: 'sku', header: columns.sku, text: ({ sku }) => sku },
      cell: ({ sku }) => (
        <Link to="/stock/items/$sku" params={{ sku }}>
          {sku}
        </Link>
      ),
    },
    {
      ...{ id: 'kind', header: columns.kind, text: ({ kind }) => texts.levels[kind] },
      cell: ({ kind }) => <StatusBadge text={texts.levels[kind]} tone={levelTones[kind]} />,
    },
    {
      ...{ id: 'available', header: columns.available, isAmount: true },
      cell: ({ available }) => available,
      text: ({ available }) => String(available),
    },
    {
      ...{ id: 'raisedAt', header: columns.raisedAt, text: ({ raisedAt }) => raisedAt },
      cell: ({ raisedAt }) => (
        <time dateTime={raisedAt}>{formatDate(raisedAt, 'moment', locale)}</time>
      ),
    },
    {
      ...{ id: 'acknowledgedBy', header: columns.acknowledgedBy },
      cell: ({ acknowledgedBy }) =>
        acknowledgedBy ? <PersonName userId={acknowledgedBy} /> : null,
      text: ({ acknowledgedBy }) => acknowledgedBy ?? '',
    },
  ]
  if (!acknowledging) return all
  const action: Column<StockAlert> = {
    ...{ id: 'action', header: columns.action, text: () => '' },
    cell: (alert) => (
      <Button
        size="compact-sm"
        mih={32}
        variant="default"
        aria-label={texts.alerts.acknowledgeOne(alert.sku)}
        onClick={() => acknowledging.mutate([alert])}
      >
        {texts.alerts.acknowledge}
      </Button>
    ),
  }
  return [...all, action]
}
