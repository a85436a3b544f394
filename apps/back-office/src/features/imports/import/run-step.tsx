import type {
  ProductImport,
  ProductImportStatus,
} from '@comptoir/contracts/catalog/product-import-routes'
import { Button } from '@mantine/core'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { JobProgress, type JobState } from '../../../ui/job-progress.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../imports.module.css'
import { Outcome } from './outcome.tsx'
import { type ImportAction, useImportActions } from './use-import.ts'

type Props = { readonly job: ProductImport }

const jobStates: Readonly<Partial<Record<ProductImportStatus, JobState>>> = {
  ...{ running: 'running', paused: 'paused', done: 'done', failed: 'failed' },
  cancelled: 'cancelled',
}

/** What was done to write the file, once it began. */
const hasBegun = ({ status, progress }: ProductImport) =>
  progress !== undefined || status === 'running'

/** The run: begun once the file is checked, followed while it writes, paused, gone on with or ended. */
export function RunStep({ job }: Props) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const { may } = usePermissions()
  const act = useImportActions(job.importId)
  const state = jobStates[job.status]
  return (
    <section className={classes['step']} data-ahead={job.check ? undefined : true}>
      <h2>{texts.steps.run}</h2>
      {job.check || state ? null : <p>{texts.run.first}</p>}
      {state && hasBegun(job) ? (
        <JobProgress
          label={texts.run.progress}
          state={state}
          done={job.progress?.done ?? 0}
          total={job.check?.products}
        />
      ) : null}
      <Ending job={job} />
      {act.isError ? <ProblemNote problem={problemIn(act.error)} /> : null}
      {may('catalogue.write') ? (
        <Actions job={job} isBusy={act.isPending} act={(action) => act.mutateAsync(action)} />
      ) : null}
    </section>
  )
}

/** What came of it, once it is at its end. */
function Ending({ job }: Props) {
  const { run: texts } = useWords({ fr: importsFr, en: importsEn })
  const { status, progress } = job
  return (
    <>
      {status === 'done' ? <p role="status">{texts.done}</p> : null}
      {status === 'cancelled' ? <p role="status">{texts.cancelled}</p> : null}
      {progress ? <Outcome progress={progress} isDone={status === 'done'} /> : null}
    </>
  )
}

type ActionsProps = Props & {
  readonly isBusy: boolean
  readonly act: (action: ImportAction) => Promise<unknown>
}

const ended: readonly ProductImportStatus[] = ['done', 'cancelled', 'unusable']

function Actions({ job, isBusy, act }: ActionsProps) {
  const { run: texts } = useWords({ fr: importsFr, en: importsEn })
  const { status, check, progress } = job
  if (ended.includes(status)) return null
  // what was refused is shown above
  const doNow = (action: ImportAction) => void act(action).catch(() => undefined)
  return (
    <div className={classes['actions']}>
      {status === 'checked' && check ? (
        <DangerAction
          asksWhy={false}
          action={texts.begin}
          effect={texts.effect(check.products, check.refused)}
          request={`run import ${job.importId}`}
          run={() => act('run')}
          isPrimary
        />
      ) : null}
      {status === 'running' ? (
        <Button variant="default" loading={isBusy} onClick={() => doNow('pause')}>
          {texts.pause}
        </Button>
      ) : null}
      {status === 'paused' || status === 'failed' ? (
        <Button loading={isBusy} onClick={() => doNow('resume')}>
          {texts.resume}
        </Button>
      ) : null}
      <DangerAction
        asksWhy={false}
        action={texts.cancel}
        effect={texts.cancelEffect(progress?.done ?? 0)}
        request={`end import ${job.importId}`}
        run={() => act('cancel')}
      />
    </div>
  )
}
