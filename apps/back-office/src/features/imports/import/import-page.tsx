import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { formatDate } from '@comptoir/site/dates'
import { getRouteApi } from '@tanstack/react-router'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PersonName } from '../../../ui/person-name.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { importTones } from '../import-status.ts'
import { MappingStep } from '../mapping/mapping-step.tsx'
import { CheckStep } from './check-step.tsx'
import { RunStep } from './run-step.tsx'
import { useImport, useSameFile } from './use-import.ts'

const route = getRouteApi('/imports/$importId')

/** An import in its three steps: how columns are read, what a dry run finds, and the run. */
export function ImportPage() {
  const { importId } = route.useParams()
  const texts = useWords({ fr: importsFr, en: importsEn })
  const locale = useLocale()
  const asked = useImport(importId)
  return (
    <DetailPage
      key={importId}
      asked={asked}
      back={<BackLink to="/imports" text={texts.back} />}
      title={({ createdAt }) => texts.heading(formatDate(createdAt, 'moment', locale))}
      head={({ status }) => (
        <StatusBadge text={texts.statuses[status]} tone={importTones[status]} />
      )}
    >
      {(job) => (
        <>
          <AboutFile job={job} />
          <SameFile job={job} />
          <Trouble job={job} />
          {job.status === 'cancelled' && !job.mapping ? null : (
            <>
              <MappingStep job={job} />
              <CheckStep job={job} />
            </>
          )}
          <RunStep job={job} />
        </>
      )}
    </DetailPage>
  )
}

type Props = { readonly job: ProductImport }

function AboutFile({ job: { bytes, columns, assumed, createdBy } }: Props) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  return (
    <Facts
      rows={[
        [texts.file, `${texts.size(bytes)} · ${texts.columnsOf(columns.length)}`],
        [
          texts.assumed,
          assumed.length > 0 ? (
            <span key="assumed" lang="en">
              {assumed.join(' · ')}
            </span>
          ) : (
            ''
          ),
        ],
        [texts.by, <PersonName key="by" userId={createdBy} />],
      ]}
    />
  )
}

/** That the same file came before: importing it again changes only what was changed since. */
function SameFile({ job }: Props) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const locale = useLocale()
  const before = useSameFile(job)
  if (!before) return null
  return (
    <Notice tone="calm">{texts.sameBefore(formatDate(before.createdAt, 'moment', locale))}</Notice>
  )
}

/** What went wrong, and what happens then. What the service says is in its language. */
function Trouble({ job: { status, reason, retry } }: Props) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const locale = useLocale()
  if (retry) {
    return (
      <Notice tone="attention" role="status">
        {texts.retry(retry.failures, formatDate(retry.at, 'time', locale))} {texts.reason} :{' '}
        <span lang="en">{retry.reason}</span>
      </Notice>
    )
  }
  if (status !== 'failed' && status !== 'unusable') return null
  return (
    <Notice tone="bad" role="alert" title={texts[status]}>
      <p>{status === 'failed' ? texts.failedHelp : texts.unusableHelp}</p>
      {reason ? (
        <p>
          {texts.reason} : <span lang="en">{reason}</span>
        </p>
      ) : null}
    </Notice>
  )
}
