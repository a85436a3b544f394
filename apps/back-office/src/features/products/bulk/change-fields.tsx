import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useWords } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import { statuses } from '../list/product-search.ts'
import classes from '../products.module.css'
import { useCategories } from '../use-categories.ts'
import { type ChangeKind, type ChangeWish, changeKinds } from './change-wish.ts'

type Props = { readonly form: Form<ChangeWish> }

/** What is to be changed, and to what. */
export function ChangeFields({ form }: Props) {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  const Fields = fieldsOf[form.values.kind]
  return (
    <div className={classes['fields']}>
      <NativeSelect
        label={texts.what}
        data={changeKinds.map((value) => ({ value, label: texts.kinds[value] }))}
        {...form.text('kind')}
      />
      <Fields form={form} />
    </div>
  )
}

const fieldsOf: Readonly<Record<ChangeKind, (props: Props) => ReactNode>> = {
  price: PriceFields,
  status: StatusFields,
  visibility: VisibilityFields,
  categories: CategoryFields,
  brand: ({ form }) => <PlainField form={form} field="brand" />,
  tax_class: ({ form }) => <PlainField form={form} field="taxClass" />,
  attributes: AttributeFields,
}

function PriceFields({ form }: Props) {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  return (
    <>
      <div className={classes['pair']}>
        <NativeSelect
          label={texts.direction}
          data={(['down', 'up'] as const).map((value) => ({
            value,
            label: texts.directions[value],
          }))}
          {...form.text('direction')}
        />
        <TextInput label={texts.by} inputMode="decimal" {...form.text('by')} />
        <NativeSelect
          label={texts.unit}
          data={(['percent', 'amount'] as const).map((value) => ({
            value,
            label: texts.units[value],
          }))}
          {...form.text('unit')}
        />
      </div>
      <TextInput
        label={texts.ending}
        description={texts.endingHint}
        inputMode="numeric"
        maxLength={2}
        {...form.text('ending')}
      />
      {form.values.direction === 'down' ? (
        <Checkbox label={texts.showFormer} {...form.check('showFormer')} />
      ) : null}
    </>
  )
}

function StatusFields({ form }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  return (
    <NativeSelect
      label={texts.bulk.fields.status}
      data={statuses.map((value) => ({ value, label: texts.statuses[value] }))}
      {...form.text('status')}
    />
  )
}

function VisibilityFields({ form }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  return (
    <NativeSelect
      label={texts.bulk.fields.visibility}
      data={(['listed', 'unlisted'] as const).map((value) => ({
        value,
        label: texts.visibilities[value],
      }))}
      {...form.text('visibility')}
    />
  )
}

function CategoryFields({ form }: Props) {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  const { categories } = useCategories()
  const data = [
    { value: '', label: texts.none },
    ...categories.map(({ categoryId, name }) => ({ value: categoryId, label: name })),
  ]
  return (
    <div className={classes['pair']}>
      <NativeSelect label={texts.addCategory} data={data} {...form.text('addCategory')} />
      <NativeSelect label={texts.removeCategory} data={data} {...form.text('removeCategory')} />
    </div>
  )
}

function AttributeFields({ form }: Props) {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  return (
    <div className={classes['pair']}>
      <TextInput label={texts.attribute} maxLength={60} {...form.text('attribute')} />
      <TextInput
        label={texts.attributeValue}
        description={texts.attributeHint}
        maxLength={2_000}
        {...form.text('attributeValue')}
      />
    </div>
  )
}

function PlainField({ form, field }: Props & { readonly field: 'brand' | 'taxClass' }) {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  return <TextInput label={texts.fields[field]} maxLength={120} {...form.text(field)} />
}
