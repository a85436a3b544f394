import { TextInput } from '@mantine/core'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import { LocalizedField } from '../../../ui/fields/localized-field.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../products.module.css'
import type { ProductValues } from './product-values.ts'

type Props = { readonly form: Form<ProductValues> }

/** What shoppers read, in both languages side by side. */
export function TextsTab({ form }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  return (
    <div className={classes['wideFields']}>
      <LocalizedField
        label={texts.fields.title}
        required="one"
        maxLength={500}
        errorOf={form.errorOf}
        {...fieldOf(form, 'title')}
      />
      <LocalizedField
        label={texts.fields.description}
        isLong
        maxLength={20_000}
        errorOf={form.errorOf}
        {...fieldOf(form, 'description')}
      />
      <TextInput label={texts.fields.brand} maxLength={120} {...form.text('brand')} />
    </div>
  )
}

const fieldOf = (form: Form<ProductValues>, name: 'title' | 'description') => ({
  ...{ name, value: form.values[name] },
  onChange: (value: ProductValues['title']) => form.set(name, value),
})
