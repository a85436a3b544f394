import { Checkbox, MultiSelect, TagsInput } from '@mantine/core'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { CountField } from './count-field.tsx'
import type { RuleFormProps } from './rule-form-props.ts'

/** What a promotion needs: all that is filled in. */
export function CriteriaFields({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  const { currency, customerStatuses, customerTags, countryCodes, paymentMethods } = form.values
  return (
    <>
      <MoneyField
        label={words.minimumSubtotal}
        currency={currency}
        {...form.field('minimumSubtotal')}
      />
      <CountField label={words.minimumQuantity} {...form.field('minimumQuantity')} />
      <Checkbox label={words.firstOrder} {...form.check('firstOrder')} />
      <MultiSelect
        label={words.customerStatuses}
        data={choices(words.statusNames, customerStatuses)}
        value={[...customerStatuses]}
        error={form.errorOf('customerStatuses')}
        onChange={(next) => form.set('customerStatuses', next)}
      />
      <TagsInput
        label={words.customerTags}
        value={[...customerTags]}
        error={form.errorOf('customerTags')}
        onChange={(next) => form.set('customerTags', next)}
      />
      <TagsInput
        label={words.countryCodes}
        value={[...countryCodes]}
        error={form.errorOf('countryCodes')}
        onChange={(next) => form.set('countryCodes', next)}
      />
      <MultiSelect
        label={words.paymentMethods}
        data={choices(words.methodNames, paymentMethods)}
        value={[...paymentMethods]}
        error={form.errorOf('paymentMethods')}
        onChange={(next) => form.set('paymentMethods', next)}
      />
    </>
  )
}

/** The known words by name; what was chosen beside them stays. */
function choices(names: Readonly<Record<string, string>>, chosen: readonly string[]) {
  const known = Object.entries(names).map(([value, label]) => ({ value, label }))
  const others = chosen.filter((value) => !Object.hasOwn(names, value))
  return [...known, ...others.map((value) => ({ value, label: value }))]
}
