import { Textarea, TextInput } from '@mantine/core'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { useWords } from '../../../office.tsx'
import { LocalizedField } from '../../../ui/fields/localized-field.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../products.module.css'
import type { ProductValues } from './product-values.ts'
import type { OperatorValues } from './safety-values.ts'

type Props = { readonly form: Form<ProductValues> }

/** Who made it, who answers for it in the Union, and what to beware of. */
export function SafetyTab({ form }: Props) {
  const { safety: texts } = useWords({ fr: productFr, en: productEn })
  const { safety } = form.values
  return (
    <div className={classes['wideFields']}>
      <p className={classes['hint']}>{texts.hint}</p>
      {(['manufacturer', 'responsible'] as const).map((who) => (
        <Operator
          key={who}
          who={who}
          value={safety[who]}
          errorOf={form.errorOf}
          onChange={(value) => form.set('safety', { ...safety, [who]: value })}
        />
      ))}
      <LocalizedField
        label={texts.warnings}
        name="safety.warnings"
        value={safety.warnings}
        errorOf={form.errorOf}
        isLong
        maxLength={4_000}
        onChange={(warnings) => form.set('safety', { ...safety, warnings })}
      />
    </div>
  )
}

type OperatorProps = {
  readonly who: 'manufacturer' | 'responsible'
  readonly value: OperatorValues
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (value: OperatorValues) => void
}

function Operator({ who, value, errorOf, onChange }: OperatorProps) {
  const { safety: texts } = useWords({ fr: productFr, en: productEn })
  const field = (name: keyof OperatorValues) => ({
    ...{ name: `safety.${who}.${name}`, value: value[name], label: texts[name] },
    error: errorOf(`safety.${who}.${name}`),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...value, [name]: currentTarget.value }),
  })
  return (
    <fieldset className={classes['group']}>
      <legend>{texts[who]}</legend>
      <div className={classes['pair']}>
        <TextInput {...field('name')} maxLength={200} />
        <TextInput
          {...field('electronicAddress')}
          description={texts.electronicHint}
          maxLength={400}
        />
        <Textarea {...field('postalAddress')} maxLength={400} autosize minRows={2} />
      </div>
    </fieldset>
  )
}
