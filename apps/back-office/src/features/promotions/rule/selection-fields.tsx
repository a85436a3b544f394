import { readText } from '@comptoir/site/localized'
import { MultiSelect, TagsInput, Text } from '@mantine/core'
import { useLocale } from '../../../office.tsx'
import { useCategories } from '../../../ui/categories/use-categories.ts'
import { usePromotionWords } from '../use-promotion-words.ts'
import type { RuleFormProps } from './rule-form-props.ts'
import type { SelectionValues } from './rule-values.ts'

/** Which items a promotion is for: those that fit every list that is there. */
export function SelectionFields({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  const { selection } = form.values
  const change = (part: Partial<SelectionValues>) =>
    form.set('selection', { ...selection, ...part })
  const fault = form.errorOf('selection')
  return (
    <fieldset>
      <legend>{words.selection}</legend>
      <Text size="xs" c="dimmed">
        {words.selectionHelp}
      </Text>
      {fault ? (
        <Text size="sm" c="var(--danger)">
          {fault}
        </Text>
      ) : null}
      <TagsInput
        label={words.skus}
        value={[...selection.skus]}
        onChange={(skus) => change({ skus })}
      />
      <CategoryField
        value={selection.categoryIds}
        onChange={(categoryIds) => change({ categoryIds })}
      />
      <TagsInput
        label={words.brands}
        value={[...selection.brands]}
        onChange={(brands) => change({ brands })}
      />
      <TagsInput
        label={words.productIds}
        value={[...selection.productIds]}
        onChange={(productIds) => change({ productIds })}
      />
      <TagsInput
        label={words.vendorIds}
        value={[...selection.vendorIds]}
        onChange={(vendorIds) => change({ vendorIds })}
      />
    </fieldset>
  )
}

type CategoryProps = {
  readonly value: readonly string[]
  readonly onChange: (ids: string[]) => void
}

/** Categories by name; those that cannot be read keep their id. */
function CategoryField({ value, onChange }: CategoryProps) {
  const { form: words } = usePromotionWords()
  const locale = useLocale()
  const asked = useCategories()
  const known = (asked.data?.items ?? []).map(({ categoryId, name }) => ({
    ...{ value: categoryId, label: readText(name, locale).text },
  }))
  const unknown = value.filter((id) => known.every((one) => one.value !== id))
  return (
    <MultiSelect
      label={words.categoryIds}
      data={[...known, ...unknown.map((id) => ({ value: id, label: id }))]}
      value={[...value]}
      onChange={onChange}
      searchable
    />
  )
}
