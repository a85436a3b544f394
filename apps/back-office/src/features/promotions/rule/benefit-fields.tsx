import type { Benefit } from '@comptoir/contracts/promotions/schemas'
import { NativeSelect, TextInput } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import type { PromotionTexts } from '../../../messages/promotions/promotions.ts'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import { usePromotionWords } from '../use-promotion-words.ts'
import { CountField } from './count-field.tsx'
import type { RuleFormProps } from './rule-form-props.ts'
import type { RuleValues } from './rule-values.ts'
import { SelectionFields } from './selection-fields.tsx'
import { TierFields } from './tier-fields.tsx'

type Shown = { readonly form: Form<RuleValues>; readonly words: PromotionTexts['form'] }

const targets = ['order', 'lines', 'shipping'] as const

/** The fields that benefits are made of. */
const fields = {
  percent: ({ form, words }) => (
    <CountField
      label={words.percent}
      {...form.field('percent')}
      {...{ min: 0.01, max: 100, decimals: 2, suffix: ' %', required: true }}
    />
  ),
  amount: ({ form, words }) => (
    <MoneyField
      label={form.values.kind === 'fixed_price' ? words.price : words.amount}
      currency={form.values.currency}
      {...form.field('amount')}
      required
    />
  ),
  buy: ({ form, words }) => <CountField label={words.buy} {...form.field('buy')} required />,
  get: ({ form, words }) => <CountField label={words.get} {...form.field('get')} required />,
  tiers: ({ form }) => <TierFields form={form} />,
  sku: ({ form, words }) => (
    <TextInput label={words.sku} {...form.text('sku')} required maxLength={64} />
  ),
  giftQuantity: ({ form, words }) => (
    <CountField label={words.giftQuantity} {...form.field('giftQuantity')} required />
  ),
  target: ({ form, words }) => (
    <>
      <NativeSelect
        label={words.target}
        {...form.text('target')}
        data={targets.map((value) => ({ value, label: words.targets[value] }))}
      />
      {form.values.target === 'lines' ? <SelectionFields form={form} /> : null}
    </>
  ),
  selection: ({ form }) => <SelectionFields form={form} />,
} as const satisfies Readonly<Record<string, (shown: Shown) => ReactNode>>

/** Those that a kind of benefit has, in their order. */
const fieldsOf: Readonly<Record<Benefit['kind'], readonly (keyof typeof fields)[]>> = {
  percentage: ['percent', 'target'],
  fixed: ['amount', 'target'],
  fixed_price: ['amount', 'selection'],
  buy_x_get_y: ['buy', 'get', 'percent', 'selection'],
  tiers: ['tiers', 'selection'],
  gift: ['sku', 'giftQuantity'],
  free_shipping: [],
}

const kinds = Object.keys(fieldsOf) as Benefit['kind'][]

/** What a promotion gives, and off what. */
export function BenefitFields({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  return (
    <>
      <NativeSelect
        label={words.kind}
        {...form.text('kind')}
        data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      {fieldsOf[form.values.kind].map((name) => (
        <Fragment key={name}>{fields[name]({ form, words })}</Fragment>
      ))}
    </>
  )
}
