import { TextInput } from '@mantine/core'
import {
  type CategoryMessages,
  categoriesEn,
  categoriesFr,
} from '../../../messages/catalogue/categories.ts'
import { useWords } from '../../../office.tsx'
import { LocalizedField } from '../../../ui/fields/localized-field.tsx'
import { bothTexts } from '../../../ui/fields/localized-text.ts'
import type { FieldLabels } from '../../../ui/form/save-bar.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import type { CategoryValues } from './category-values.ts'

/** What the fields of a category are called. */
export function categoryLabels(texts: CategoryMessages): FieldLabels<CategoryValues> {
  const { name, slug, description, seoTitle, seoDescription } = texts
  return { name, slug, description, seoTitle, seoDescription }
}

/** A value of a conflict, in both languages. */
export function showValue(_: string, value: CategoryValues[keyof CategoryValues]): string {
  return typeof value === 'string' ? value : bothTexts(value)
}

/** Names, address and texts of a category. */
export function CategoryFields({ form }: { readonly form: Form<CategoryValues> }) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const { errorOf } = form
  return (
    <>
      <LocalizedField
        {...form.field('name')}
        label={texts.name}
        errorOf={errorOf}
        required="one"
        maxLength={200}
      />
      <TextInput
        {...form.text('slug')}
        error={errorOf('slug') && texts.slugFault}
        label={texts.slug}
        description={texts.slugHelp}
        maxLength={120}
      />
      <LocalizedField
        {...form.field('description')}
        label={texts.description}
        errorOf={errorOf}
        maxLength={20_000}
        isLong
      />
      <LocalizedField
        {...form.field('seoTitle')}
        label={texts.seoTitle}
        description={texts.seoHelp}
        errorOf={errorOf}
        maxLength={120}
      />
      <LocalizedField
        {...form.field('seoDescription')}
        label={texts.seoDescription}
        errorOf={errorOf}
        maxLength={320}
        isLong
      />
    </>
  )
}
