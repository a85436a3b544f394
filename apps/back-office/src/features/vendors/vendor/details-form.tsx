import type { replaceVendorDetails } from '@comptoir/contracts/admin/vendors/routes'
import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { useVendorWords } from '../vendor-words.ts'
import {
  type DetailsValues,
  detailsBody,
  detailsOf,
  fieldOf,
  identityKinds,
  ownFields,
  verifiedFields,
} from './details-values.ts'
import { readVendorAgain, useKeepVendor } from './use-vendor.ts'
import own from './vendor.module.css'

type Props = {
  readonly vendor: Vendor
  /** Whether what was verified may be changed, too. */
  readonly mayChangeAll: boolean
  /** Addresses that begin so keep what was typed. */
  readonly within: string
}

const optional: readonly string[] = [
  ...['line2', 'contactPhone', 'siret', 'registerName', 'registerNumber', 'vatId', 'iban'],
]

/** The details of a vendor; beside what somebody else changed meanwhile, both are shown. */
export function DetailsForm({ vendor, mayChangeAll, within }: Props) {
  const api = useApi()
  const queries = useQueryClient()
  const keep = useKeepVendor()
  const texts = useVendorWords()
  const { vendorId, version } = vendor
  const form = useForm({ name: `vendor ${vendorId}`, saved: detailsOf(vendor), version, fieldOf })
  const saving = useSave<DetailsValues, Vendor>(form, {
    save: (values, known) =>
      api.call<typeof replaceVendorDetails>('PUT /api/vendors/{vendorId}/details', {
        params: { vendorId },
        body: detailsBody(values),
        headers: ifMatch(known),
      }),
    onSaved: keep,
    latest: async () => {
      const theirs = await readVendorAgain(queries, api, vendorId)
      return { values: detailsOf(theirs), version: theirs.version }
    },
  })
  return (
    <form onSubmit={saving.submit}>
      <Fields legend={texts.ownDetails} fields={ownFields} form={form} />
      {mayChangeAll ? (
        <Fields legend={texts.verifiedDetails} fields={verifiedFields} form={form} />
      ) : null}
      <SaveBar saving={saving} labels={texts.fields} within={within} />
    </form>
  )
}

type FieldsProps = {
  readonly legend: string
  readonly fields: readonly (keyof DetailsValues)[]
  readonly form: Form<DetailsValues>
}

function Fields({ legend, fields, form }: FieldsProps) {
  const texts = useVendorWords()
  return (
    <fieldset className={own['fields']}>
      <legend>{legend}</legend>
      {fields.map((field) =>
        field === 'identityKind' ? (
          <NativeSelect
            key={field}
            {...form.text(field)}
            label={texts.fields[field]}
            data={identityKinds.map((value) => ({ value, label: texts.identityKinds[value] }))}
          />
        ) : (
          <TextInput
            key={field}
            {...form.text(field)}
            label={texts.fields[field]}
            description={field === 'iban' ? texts.ibanHint : undefined}
            required={!optional.includes(field)}
          />
        ),
      )}
    </fieldset>
  )
}
