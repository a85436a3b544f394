import type {
  cancelInvoiceExport,
  getInvoiceExport,
  InvoiceExport,
} from '@comptoir/contracts/billing/export-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { JobProgress, type JobState } from '../../../ui/job-progress.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OpenFile } from '../../../ui/open-file.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { exportTitle, exportTones, isGoing, sizeText, whatText } from './export-words.ts'

const route = getRouteApi('/invoices/exports/$exportId')
const keyOf = (exportId: string) => ['billing', 'GetInvoiceExport', exportId]
const lookMs = 1_000

/** An export: how far it is, then its file. */
export function ExportPage() {
  const { call } = useApi()
  const { exportId } = route.useParams()
  const { exports: words, back } = useInvoiceWords()
  const locale = useLocale()
  const asked = useQuery({
    queryKey: keyOf(exportId),
    queryFn: ({ signal }) =>
      call<typeof getInvoiceExport>('GET /api/invoice-exports/{exportId}', {
        params: { exportId },
        signal,
      }),
    refetchInterval: ({ state }) => (state.data && isGoing(state.data) ? lookMs : false),
  })
  return (
    <DetailPage
      key={exportId}
      asked={asked}
      back={<BackLink to="/invoices/exports" text={back} />}
      title={(one) => exportTitle(one, words, locale)}
      head={({ status }) => (
        <StatusBadge text={words.statuses[status]} tone={exportTones[status]} />
      )}
    >
      {(one) => (
        <>
          <Progress one={one} />
          <File one={one} />
          <About one={one} />
        </>
      )}
    </DetailPage>
  )
}

type Props = { readonly one: InvoiceExport }

const jobStates: Readonly<Record<InvoiceExport['status'], JobState>> = {
  ...{ queued: 'waiting', running: 'running', done: 'done', failed: 'failed' },
  ...{ cancelled: 'cancelled', expired: 'done' },
}

function Progress({ one }: Props) {
  const { exports: words } = useInvoiceWords()
  const { status, progress, reason, leftOut = [] } = one
  return (
    <section className={classes['block']}>
      <JobProgress
        label={words.columns.progress}
        state={jobStates[status]}
        done={progress.done}
        total={progress.total}
        actions={isGoing(one) ? <Cancel exportId={one.exportId} /> : null}
      />
      {reason ? <Notice tone="bad">{words.reasons[reason]}</Notice> : null}
      {progress.failed > 0 ? (
        <Notice tone="attention" title={words.leftOut}>
          {words.failedSome(progress.failed)}
          <ul>
            {leftOut.map((id) => (
              <li key={id}>{id}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </section>
  )
}

function Cancel({ exportId }: { readonly exportId: string }) {
  const { call } = useApi()
  const { exports: words } = useInvoiceWords()
  const { may } = usePermissions()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () =>
      call<typeof cancelInvoiceExport>('POST /api/invoice-exports/{exportId}/cancel', {
        params: { exportId },
      }),
    onSuccess(now) {
      queries.setQueryData(keyOf(exportId), now)
      void queries.invalidateQueries({ queryKey: ['billing', 'ListInvoiceExports'] })
    },
  })
  if (!may('invoices.export')) return null
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {words.cancel}
      </Button>
      {cancel.isError ? <ProblemNote problem={problemIn(cancel.error)} /> : null}
    </>
  )
}

/** The ZIP, as long as it is there. */
function File({ one: { download, filter } }: Props) {
  const { exports: words } = useInvoiceWords()
  const locale = useLocale()
  if (!download) return null
  return (
    <div className={classes['actions']}>
      <OpenFile
        path={download.path}
        text={words.download(sizeText(download.size, locale))}
        saveAs={`comptoir-${filter.from}-${filter.to}.zip`}
      />
      <span className={classes['hint']}>
        {words.until(formatDate(download.expiresAt, 'moment', locale))}
      </span>
    </div>
  )
}

function About({ one }: Props) {
  const { exports: words } = useInvoiceWords()
  const locale = useLocale()
  return (
    <Facts
      rows={[
        [words.kind, whatText(one, words)],
        [words.form, words.forms[one.filter.form]],
        [words.columns.created, formatDate(one.createdAt, 'moment', locale)],
        [words.columns.by, one.createdBy],
      ]}
    />
  )
}
