import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useWords } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../imports.module.css'
import {
  type ColumnField,
  columnFields,
  decimalStyles,
  type MappingValues,
  presets,
  weightUnits,
} from './mapping-values.ts'

type Props = { readonly form: Form<MappingValues> }

const useTexts = () => useWords({ fr: importsFr, en: importsEn }).mapping

/** Which system wrote the file. */
export function PresetField({ form }: Props) {
  const texts = useTexts()
  return (
    <NativeSelect
      {...form.text('preset')}
      error={form.errorOf('preset') && texts.presetFault}
      label={texts.preset}
      data={[
        { value: '', label: texts.missing },
        ...presets.map((value) => ({ value, label: texts.presets[value] })),
      ]}
    />
  )
}

/** A column of the file for each thing that a product has. */
export function ColumnFields({ form, columns }: Props & { readonly columns: readonly string[] }) {
  const texts = useTexts()
  const choices = [
    { value: '', label: texts.unread },
    // two columns may have one name
    ...[...new Set(columns)].map((value) => ({ value, label: value })),
  ]
  const faultOf = (field: ColumnField) => {
    if (!form.errorOf(field)) return undefined
    return field === 'titleFr' ? texts.requiredTitle : texts.required
  }
  return (
    <>
      {columnFields.map((field) => (
        <NativeSelect
          key={field}
          {...form.text(field)}
          error={faultOf(field)}
          label={texts.fields[field]}
          description={field === 'externalId' ? texts.externalIdHelp : undefined}
          withAsterisk={field === 'sku' || field === 'price'}
          data={choices}
        />
      ))}
      <StyleFields form={form} />
      <VariantFields form={form} />
    </>
  )
}

/** How what stands in the columns is written. */
function StyleFields({ form }: Props) {
  const texts = useTexts()
  return (
    <>
      <NativeSelect
        {...form.text('decimal')}
        label={texts.decimal}
        data={decimalStyles.map((value) => ({ value, label: texts.decimals[value] }))}
      />
      <NativeSelect {...form.text('weightUnit')} label={texts.weightUnit} data={[...weightUnits]} />
      <TextInput {...form.text('categoryPath')} label={texts.categoryPath} maxLength={10} />
      <TextInput {...form.text('otherwise')} label={texts.otherwise} maxLength={120} />
      <NativeSelect
        {...form.text('status')}
        label={texts.status}
        data={(['active', 'draft'] as const).map((value) => ({
          ...{ value, label: texts.productStatuses[value] },
        }))}
      />
    </>
  )
}

/** The columns by which variants of a product differ. */
function VariantFields({ form }: Props) {
  const texts = useTexts()
  return (['optionName', 'optionValue'] as const).map((field) => (
    <TextInput
      key={field}
      {...form.text(field)}
      error={form.errorOf(field) && texts.optionBoth}
      label={texts[field]}
      description={texts.optionHelp}
      maxLength={120}
    />
  ))
}

/** A mapping as it is written in files. */
export function DocumentField({ form }: Props) {
  const texts = useTexts()
  return (
    <Textarea
      {...form.text('document')}
      className={classes['whole']}
      error={form.errorOf('document') && texts.documentFault}
      label={texts.documentLabel}
      spellCheck={false}
      autosize
      minRows={8}
      maxRows={24}
    />
  )
}
