import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { Button } from '@mantine/core'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Facts } from '../../../ui/detail/facts.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../imports.module.css'
import { ErrorTable } from './error-table.tsx'
import { useImportActions } from './use-import.ts'

type Props = { readonly job: ProductImport }

/** The dry run: what the file would write, and what is wrong with its lines. */
export function CheckStep({ job }: Props) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const { status, mapping, check } = job
  return (
    <section className={classes['step']} data-ahead={mapping ? undefined : true}>
      <h2>{texts.steps.check}</h2>
      {mapping ? null : <p>{texts.check.first}</p>}
      {status === 'checking' ? <p role="status">{texts.check.running}</p> : null}
      {check ? (
        <>
          <Counts check={check} />
          <ErrorTable job={job} />
        </>
      ) : null}
      <Begin job={job} />
    </section>
  )
}

/** The way to begin, once it is said how the file is read. */
function Begin({ job }: Props) {
  const { check: texts } = useWords({ fr: importsFr, en: importsEn })
  const { may } = usePermissions()
  const act = useImportActions(job.importId)
  const isReady = job.status === 'uploaded' || job.status === 'checked'
  if (!job.mapping || !isReady || !may('catalogue.write')) return null
  return (
    <>
      {act.isError ? <ProblemNote problem={problemIn(act.error)} /> : null}
      <div className={classes['actions']}>
        <Button
          variant={job.check ? 'default' : 'filled'}
          loading={act.isPending}
          onClick={() => act.mutate('check')}
        >
          {job.check ? texts.again : texts.begin}
        </Button>
      </div>
    </>
  )
}

function Counts({ check }: { readonly check: NonNullable<ProductImport['check']> }) {
  const { check: texts } = useWords({ fr: importsFr, en: importsEn })
  const names = ['lines', 'products', 'variants', 'categories', 'refused', 'noted'] as const
  return (
    <>
      <h3>{texts.counts}</h3>
      <Facts
        rows={[
          ...names.map((name) => [texts[name], check[name]] as const),
          [texts.partial, check.partial > 0 ? check.partial : ''],
        ]}
      />
      {check.refused === 0 ? <p role="status">{texts.clean}</p> : null}
    </>
  )
}
