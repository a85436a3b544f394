import type { ProductChangeJob } from '@comptoir/contracts/catalog/product-change-routes'
import { formatDate } from '@comptoir/site/dates'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { JobProgress } from '../../../ui/job-progress.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { FailureTable } from '../bulk/failure-table.tsx'
import { useCategories } from '../use-categories.ts'
import { changeText, jobStates } from './change-words.ts'
import { useChange, useChangeActions } from './use-change.ts'

const route = getRouteApi('/products/changes/$changeId')

/** One change of many products: how far it is, which refused, and the way back. */
export function ChangePage() {
  const { changeId } = route.useParams()
  const { changes: texts } = useWords({ fr: productsFr, en: productsEn })
  const asked = useChange(changeId)
  return (
    <DetailPage
      key={changeId}
      asked={asked}
      back={<BackLink to="/products/changes" text={texts.title} />}
      title={({ total }) => texts.one(total)}
    >
      {(job) => <Job job={job} />}
    </DetailPage>
  )
}

function Job({ job }: { readonly job: ProductChangeJob }) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const { nameOf } = useCategories()
  const { changes } = texts
  const isUndo = job.undo !== undefined
  const { done, changed, failed } = job.undo ?? job.progress
  return (
    <>
      <p>
        {job.changes
          .map((one) => changeText(one, { texts, locale, categoryName: nameOf }))
          .join(' · ')}
        {' — '}
        {formatDate(job.createdAt, 'moment', locale)}
      </p>
      <JobProgress
        label={isUndo ? changes.undoProgress : changes.progress}
        state={jobStates[job.status]}
        done={done}
        total={job.total}
        counts={[
          { label: isUndo ? changes.takenBack : changes.changed, value: changed },
          { label: changes.failed, value: failed },
        ]}
        actions={<Actions job={job} />}
      />
      <p role="status">{changes.statuses[job.status]}</p>
      <FailureTable failures={job.failures} total={failed} />
    </>
  )
}

function Actions({ job }: { readonly job: ProductChangeJob }) {
  const { changes: texts } = useWords({ fr: productsFr, en: productsEn })
  const { may } = usePermissions()
  const acting = useChangeActions(job.changeId)
  const { status, progress } = job
  if (!may('catalogue.write')) return null
  const button = (name: 'pause' | 'resume' | 'cancel') => (
    <Button
      size="xs"
      variant="default"
      loading={acting.isPending && acting.variables.name === name}
      onClick={() => acting.mutate({ name })}
    >
      {texts[name]}
    </Button>
  )
  const isOver = status === 'done' || status === 'cancelled'
  return (
    <>
      {acting.isError && acting.variables.name !== 'undo' ? (
        <ProblemNote problem={problemIn(acting.error)} />
      ) : null}
      {status === 'running' ? button('pause') : null}
      {status === 'paused' ? button('resume') : null}
      {status === 'running' || status === 'paused' ? button('cancel') : null}
      {isOver && progress.changed > 0 ? (
        <DangerAction
          request={`undo/${job.changeId}`}
          action={texts.undo}
          effect={texts.undoEffect(progress.changed)}
          run={(reason) => acting.mutateAsync({ name: 'undo', reason })}
        />
      ) : null}
    </>
  )
}
