import type {
  getInvoiceTransmission,
  InvoiceTransmission,
  retryInvoiceTransmission,
} from '@comptoir/contracts/billing/transmission-routes'
import { formatDate } from '@comptoir/site/dates'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { PaperLink } from '../papers/paper-link.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { canRetry, transmissionTones } from './transmission-search.ts'

const route = getRouteApi('/invoices/transmissions/$documentId')

const keyOf = (documentId: string) => ['billing', 'GetInvoiceTransmission', documentId]

/** The way of a document to the platform: how far it is, and what the platform said. */
export function TransmissionPage() {
  const { call } = useApi()
  const { documentId } = route.useParams()
  const { transmissions: words, back } = useInvoiceWords()
  const asked = useQuery({
    queryKey: keyOf(documentId),
    queryFn: ({ signal }) =>
      call<typeof getInvoiceTransmission>('GET /api/invoice-transmissions/{documentId}', {
        params: { documentId },
        signal,
      }),
  })
  return (
    <DetailPage
      key={documentId}
      asked={asked}
      back={<BackLink to="/invoices/transmissions" text={back} />}
      title={({ number }) => words.title(number)}
      head={({ status }) => (
        <StatusBadge text={words.statuses[status]} tone={transmissionTones[status]} />
      )}
    >
      {(transmission) => (
        <>
          <Retry transmission={transmission} />
          <About transmission={transmission} />
          <section className={classes['block']}>
            <h2>{words.history}</h2>
            <History transmission={transmission} />
          </section>
        </>
      )}
    </DetailPage>
  )
}

type Props = { readonly transmission: InvoiceTransmission }

function Retry({ transmission: { documentId, number, status } }: Props) {
  const { call } = useApi()
  const { transmissions: words } = useInvoiceWords()
  const { may } = usePermissions()
  const queries = useQueryClient()
  if (!canRetry(status) || !may('transmissions.write')) return null
  async function retry(): Promise<void> {
    const now = await call<typeof retryInvoiceTransmission>(
      'POST /api/invoice-transmissions/{documentId}/retry',
      { params: { documentId } },
    )
    queries.setQueryData(keyOf(documentId), now)
    void queries.invalidateQueries({ queryKey: ['billing', 'ListInvoiceTransmissions'] })
  }
  return (
    <div className={classes['actions']}>
      <DangerAction
        action={words.retry}
        effect={words.retryEffect(number)}
        request={`transmission/${documentId}/retry`}
        asksWhy={false}
        run={retry}
      />
    </div>
  )
}

function About({ transmission }: Props) {
  const { transmissions: words } = useInvoiceWords()
  const locale = useLocale()
  const { documentId, type, reference, submission, attempts, nextAttemptAt } = transmission
  const moment = (at: string) => formatDate(at, 'moment', locale)
  return (
    <Facts
      rows={[
        [words.columns.type, words.types[type]],
        [
          words.columns.number,
          <PaperLink
            key={documentId}
            paper={{ type, invoiceId: documentId }}
            text={words.openDocument}
          />,
        ],
        [words.reference, reference],
        [words.columns.submission, submission],
        [words.attempts, attempts],
        [words.columns.created, moment(transmission.createdAt)],
        [words.columns.next, nextAttemptAt && moment(nextAttemptAt)],
        [words.columns.error, transmission.lastError],
      ]}
    />
  )
}

function History({ transmission: { history } }: Props) {
  const { transmissions: words } = useInvoiceWords()
  const locale = useLocale()
  return (
    <Wide label={words.history}>
      <table className={classes['table']}>
        <caption className="unseen">{words.history}</caption>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.columns.status}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {history.toReversed().map(({ at, status, reason }) => (
            <tr key={`${at} ${status}`}>
              <td>
                <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
              </td>
              <td>
                <StatusBadge text={words.statuses[status]} tone={transmissionTones[status]} />
              </td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
