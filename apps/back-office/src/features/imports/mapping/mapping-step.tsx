import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { sourceText } from '../import-status.ts'
import classes from '../imports.module.css'
import { MappingForm } from './mapping-form.tsx'

type Props = { readonly job: ProductImport }

const changeable: readonly ProductImport['status'][] = ['uploaded', 'checked', 'unusable']

/** How the columns of the file become products: known by their names, or said here. */
export function MappingStep({ job }: Props) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const { may } = usePermissions()
  const [isAsked, setAsked] = useState(false)
  const { mapping, status } = job
  const source = sourceText(mapping, texts)
  const canChange = changeable.includes(status) && may('catalogue.write')
  const isOpen = canChange && (isAsked || mapping === undefined || status === 'unusable')
  return (
    <section className={classes['step']}>
      <h2>{texts.steps.mapping}</h2>
      <p>{source === undefined ? texts.mapping.none : texts.mapping.known(source)}</p>
      {isOpen ? <MappingForm job={job} onDone={() => setAsked(false)} /> : null}
      {canChange && !isOpen ? (
        <Button variant="default" onClick={() => setAsked(true)}>
          {texts.mapping.change}
        </Button>
      ) : null}
    </section>
  )
}
