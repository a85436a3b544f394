import { Checkbox, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import type { PriceMessages } from '../../../messages/catalogue/prices.ts'
import { LocalizedField } from '../../../ui/fields/localized-field.tsx'
import { PeriodFields } from '../../../ui/fields/period-fields.tsx'
import type { FieldLabels } from '../../../ui/form/save-bar.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../prices.module.css'
import { usePriceWords } from '../use-price-words.ts'
import { EntryFields } from './entry-fields.tsx'
import { customerStatuses, type PriceListValues } from './price-list-values.ts'

/** What the fields of a price list are called. */
export function priceListLabels(texts: PriceMessages): FieldLabels<PriceListValues> {
  const { name, currency, status, entries, priority, period } = texts
  return {
    ...{ priceListId: texts.id, name, currency, status, entries, priority },
    ...{ customerStatuses: texts.statusesOf, customerTags: texts.tags },
    ...{ startsAt: period, endsAt: period },
  }
}

type Props = { readonly form: Form<PriceListValues>; readonly isNew?: boolean }

/** Fields beside each other stand on one line. */
const below: ('label' | 'input' | 'description' | 'error')[] = [
  ...(['label', 'input', 'description', 'error'] as const),
]

/** A price list: whom it is for, when, and its prices. */
export function PriceListFields({ form, isNew = false }: Props) {
  const texts = usePriceWords()
  return (
    <>
      {isNew ? (
        <TextInput
          {...form.text('priceListId')}
          error={form.errorOf('priceListId') && texts.idFault}
          label={texts.id}
          description={texts.idHelp}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          maxLength={60}
          required
        />
      ) : null}
      <LocalizedField
        {...form.field('name')}
        label={texts.name}
        errorOf={form.errorOf}
        maxLength={200}
        required="one"
      />
      <div className={classes['fields']}>
        <NativeSelect
          {...form.text('status')}
          label={texts.status}
          data={(['draft', 'active', 'archived'] as const).map((value) => ({
            ...{ value, label: texts.statusChoices[value] },
          }))}
        />
        <TextInput
          {...form.text('priority')}
          label={texts.priority}
          description={texts.priorityHelp}
          inputWrapperOrder={below}
          type="number"
          min={0}
          max={1_000}
          required
        />
        <TextInput
          {...form.text('currency')}
          label={texts.currency}
          description={texts.currencyHelp}
          inputWrapperOrder={below}
          disabled={!isNew}
          pattern="[A-Za-z]{3}"
          maxLength={3}
          required
        />
      </div>
      <PeriodFields
        label={texts.period}
        of="minutes"
        value={{ from: form.values.startsAt, to: form.values.endsAt }}
        names={{ from: 'startsAt', to: 'endsAt' }}
        onChange={({ from, to }) => form.change({ startsAt: from, endsAt: to })}
        errorOf={form.errorOf}
      />
      <Customers form={form} />
      <EntryFields form={form} />
    </>
  )
}

/** Whom it is for. */
function Customers({ form }: Props) {
  const texts = usePriceWords()
  return (
    <>
      <Checkbox.Group
        label={texts.statusesOf}
        value={[...form.values.customerStatuses]}
        onChange={(next) => form.set('customerStatuses', next)}
      >
        <div className={classes['actions']}>
          {customerStatuses.map((one) => (
            <Checkbox key={one} value={one} label={texts.customerStatuses[one]} />
          ))}
        </div>
      </Checkbox.Group>
      <TagsInput
        label={texts.tags}
        description={texts.tagsHelp}
        error={form.errorOf('customerTags')}
        value={[...form.values.customerTags]}
        onChange={(next) => form.set('customerTags', next)}
        maxTags={50}
      />
    </>
  )
}
