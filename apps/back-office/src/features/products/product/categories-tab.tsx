import { Button, MultiSelect, TextInput } from '@mantine/core'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../products.module.css'
import { useCategories } from '../use-categories.ts'
import type { AttributeRow, ProductValues } from './product-values.ts'

type Props = { readonly form: Form<ProductValues> }

/** Where it stands in the shop, and the facts that shoppers filter by. */
export function CategoriesTab({ form }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const { categories } = useCategories()
  const { categoryIds } = form.values
  return (
    <div className={classes['fields']}>
      <MultiSelect
        label={texts.fields.categoryIds}
        description={texts.categoriesHint}
        data={categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
        value={[...categoryIds]}
        onChange={(ids) => form.set('categoryIds', ids)}
        error={form.errorOf('categoryIds')}
        name="categoryIds"
        searchable
        maxValues={50}
      />
      <Attributes form={form} />
    </div>
  )
}

function Attributes({ form }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const { attributes } = form.values
  const set = (next: readonly AttributeRow[]) => form.set('attributes', next)
  const at = (index: number, change: Partial<AttributeRow>) =>
    set(attributes.map((row, n) => (n === index ? { ...row, ...change } : row)))
  return (
    <fieldset className={classes['group']}>
      <legend>{texts.fields.attributes}</legend>
      <p className={classes['hint']}>{texts.attributesHint}</p>
      {attributes.map(({ name, value }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name changes while it is typed, its place does not
        <div key={n} className={classes['option']}>
          <TextInput
            label={texts.attributeName(n + 1)}
            value={name}
            maxLength={60}
            pattern="[A-Za-z][A-Za-z0-9_]*"
            error={form.errorOf(`attributes.${name}`)}
            onChange={({ currentTarget }) => at(n, { name: currentTarget.value })}
          />
          <TextInput
            label={texts.attributeValue(name || String(n + 1))}
            value={value}
            maxLength={2_000}
            onChange={({ currentTarget }) => at(n, { value: currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={texts.removeAttribute(name || String(n + 1))}
            onClick={() => set(attributes.filter((_, other) => other !== n))}
          >
            {texts.remove}
          </Button>
        </div>
      ))}
      <Button variant="default" onClick={() => set([...attributes, { name: '', value: '' }])}>
        {texts.addAttribute}
      </Button>
    </fieldset>
  )
}
