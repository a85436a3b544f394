import type { listReconciliations } from '@comptoir/contracts/admin/reconciliation-routes'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { formatDate } from '@comptoir/site/dates'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { useApi, useLocale } from '../../../office.tsx'
import type { Column } from '../../../ui/data-list/column.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { PlatformSections } from '../platform-page.tsx'
import { usePlatformTexts } from '../platform-texts.ts'

const route = getRouteApi('/platform/reconciliations')

type Run = AnswerOf<typeof listReconciliations>['items'][number]

/** The runs that held orders against money, stock, papers and parcels. */
export function RunsPage() {
  return <ListStack>{(isOn) => <RunList isOn={isOn} />}</ListStack>
}

function RunList({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const texts = usePlatformTexts()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = usePages<Run>(['admin', 'ListReconciliations'], (page, signal) =>
    call<typeof listReconciliations>('GET /api/reconciliations', { query: page, signal }),
  )
  const columns = useMemo(() => runColumns(texts, locale), [texts, locale])
  return (
    <DataList<Run>
      title={texts.sections.reconciliations}
      name="reconciliations"
      columns={columns}
      usual={usualColumns}
      rowId={({ runId }) => runId}
      rowName={({ readAt }) => formatDate(readAt, 'moment', locale)}
      found={found}
      search={search}
      onSearch={(change) =>
        void navigate({
          to: '/platform/reconciliations',
          search: given({ ...search, ...change }),
        })
      }
      onOpen={({ runId }) =>
        void navigate({
          to: '/platform/reconciliations/$runId',
          params: { runId },
          search: true,
        })
      }
      isOn={isOn}
      views={<PlatformSections />}
      filters={
        found.state === 'ready' && found.rows.length === 0 ? <p>{texts.runs.empty}</p> : null
      }
    />
  )
}

const usualColumns = [
  ...['readAt', 'agrees', 'orders', 'inMotion', 'discrepancies', 'claims'],
] as const

function runColumns(
  { runs: texts }: ReturnType<typeof usePlatformTexts>,
  locale: Locale,
): Column<Run>[] {
  const counts = ['orders', 'inMotion', 'discrepancies', 'claims'] as const
  const resultOf = ({ agrees, discrepancies }: Run) =>
    agrees ? texts.agrees : texts.differs(discrepancies)
  return [
    {
      ...{ id: 'readAt', header: texts.columns.readAt, text: ({ readAt }) => readAt },
      cell: ({ runId, readAt }) => (
        <Link to="/platform/reconciliations/$runId" params={{ runId }} search={true}>
          {formatDate(readAt, 'moment', locale)}
        </Link>
      ),
    },
    {
      ...{ id: 'agrees', header: texts.columns.agrees, text: resultOf },
      cell: (run) => <StatusBadge text={resultOf(run)} tone={run.agrees ? 'good' : 'bad'} />,
    },
    ...counts.map(
      (id): Column<Run> => ({
        ...{ id, header: texts.columns[id], isAmount: true },
        cell: (run) => run[id],
        text: (run) => String(run[id]),
      }),
    ),
  ]
}
