import type {
  mapProductImport,
  ProductImport,
} from '@comptoir/contracts/catalog/product-import-routes'
import { CallError } from '@comptoir/site/call'
import { Radio, Stack } from '@mantine/core'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useApi, useWords } from '../../../office.tsx'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { Notice } from '../../../ui/notice.tsx'
import { useKeepImport } from '../import/use-import.ts'
import classes from '../imports.module.css'
import { ColumnFields, DocumentField, PresetField } from './mapping-fields.tsx'
import { mappingLabels } from './mapping-labels.ts'
import { OptionFields } from './mapping-options.tsx'
import {
  type MappingValues,
  mappingBody,
  mappingFaults,
  mappingValues,
  mappingWays,
} from './mapping-values.ts'

type Props = { readonly job: ProductImport; readonly onDone: () => void }

/** What the service says of the mapping as a whole stands at the way that was chosen. */
const fieldOf = (path: string) => (path === 'mapping' ? 'way' : path)

function useMapping({ job, onDone }: Props) {
  const { call } = useApi()
  const keep = useKeepImport()
  const { importId, mapping, columns } = job
  const saved = mappingValues(mapping, columns)
  const form = useForm<MappingValues>({ name: `mapping ${importId}`, saved, fieldOf })
  const saving = useSave(form, {
    async save(values) {
      const errors = mappingFaults(values)
      if (errors.length > 0) {
        throw new CallError('mapping', { status: 400, code: 'invalid_request', errors })
      }
      return await call<typeof mapProductImport>('PUT /api/product-imports/{importId}/mapping', {
        ...{ params: { importId }, body: mappingBody(values) },
      })
    },
    isNew: mapping === undefined,
    onSaved(answer) {
      keep(answer)
      onDone()
    },
  })
  return { form, saving }
}

/** The mapping of a file, in one of three ways; it is kept for the next file with such columns. */
export function MappingForm(props: Props) {
  const { job } = props
  const texts = useWords({ fr: importsFr, en: importsEn })
  const { form, saving } = useMapping(props)
  return (
    <form onSubmit={saving.submit} noValidate>
      <WayFields form={form} columns={job.columns} />
      <OptionFields form={form} />
      <p>{texts.mapping.remembered}</p>
      <Refusal form={form} />
      <SaveBar
        saving={saving}
        labels={mappingLabels(texts)}
        within={`/imports/${job.importId}`}
        action={texts.mapping.save}
      />
    </form>
  )
}

type FormProps = { readonly form: Form<MappingValues> }

function WayFields({ form, columns }: FormProps & { readonly columns: readonly string[] }) {
  const { mapping: texts } = useWords({ fr: importsFr, en: importsEn })
  const { way } = form.values
  return (
    <>
      <Radio.Group
        label={texts.way}
        mb="md"
        value={way}
        error={form.errorOf('way')}
        onChange={(value) => form.set('way', value)}
      >
        <Stack gap="xs" mt="xs">
          {mappingWays.map((one) => (
            <Radio key={one} value={one} label={texts.ways[one]} />
          ))}
        </Stack>
      </Radio.Group>
      <div className={classes['fields']}>
        {way === 'preset' ? <PresetField form={form} /> : null}
        {way === 'columns' ? <ColumnFields form={form} columns={columns} /> : null}
        {way === 'document' ? <DocumentField form={form} /> : null}
      </div>
    </>
  )
}

/** What the service says is wrong with the document, or which columns the file has not: in its language. */
function Refusal({ form: { refusal } }: FormProps) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  if (!(refusal instanceof CallError) || refusal.problem.detail === undefined) return null
  return (
    <Notice tone="bad" title={texts.reason}>
      <span lang="en">{refusal.problem.detail}</span>
    </Notice>
  )
}
