import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { LocalizedField } from '../../../ui/fields/localized-field.tsx'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import { PeriodFields } from '../../../ui/fields/period-fields.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { BenefitFields } from './benefit-fields.tsx'
import { CountField } from './count-field.tsx'
import { CriteriaFields } from './criteria-fields.tsx'
import own from './rule-form.module.css'
import type { RuleFormProps } from './rule-form-props.ts'
import { type RuleValues, ruleOf } from './rule-values.ts'
import { sentencesOf } from './sentences.ts'

/** The fields of a promotion; beside them it is said in words as it is filled in. */
export function RuleForm({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  const { groups } = words
  return (
    <div className={classes['columns']}>
      <div>
        <Group title={groups.who}>
          <Who form={form} />
        </Group>
        <Group title={groups.benefit}>
          <BenefitFields form={form} />
        </Group>
        <Group title={groups.criteria}>
          <CriteriaFields form={form} />
        </Group>
        <Group title={groups.period}>
          <PeriodFields
            label={words.period}
            of="minutes"
            names={{ from: 'period.from', to: 'period.to' }}
            value={form.values.period}
            onChange={(period) => form.set('period', period)}
            errorOf={form.errorOf}
          />
        </Group>
        <Group title={groups.limits}>
          <Limits form={form} />
        </Group>
        <Group title={groups.combination}>
          <Combined form={form} />
        </Group>
      </div>
      <InWords values={form.values} />
    </div>
  )
}

type GroupProps = { readonly title: string; readonly children: ReactNode }

const Group = ({ title, children }: GroupProps) => (
  <section className={classes['block']}>
    <h2>{title}</h2>
    <div className={classes['form']}>{children}</div>
  </section>
)

/** The promotion in sentences; it is read again where it changes. */
function InWords({ values }: { readonly values: RuleValues }) {
  const texts = usePromotionWords()
  const locale = useLocale()
  return (
    <section className={own['words']}>
      <h2>{texts.sentences.title}</h2>
      {sentencesOf(ruleOf(values), { texts, locale }).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  )
}

function Who({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  const { activation } = form.values
  return (
    <>
      <LocalizedField
        label={words.name}
        {...form.field('name')}
        errorOf={form.errorOf}
        required="one"
        maxLength={200}
      />
      <Radio.Group
        label={words.activation}
        value={activation}
        onChange={(value) => form.set('activation', value as RuleValues['activation'])}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="code" label={words.activations.code} />
          <Radio value="automatic" label={words.activations.automatic} />
        </Stack>
      </Radio.Group>
      {activation === 'code' ? (
        <TextInput
          label={words.code}
          description={words.codeHelp}
          {...form.text('code')}
          autoCapitalize="characters"
          autoComplete="off"
          maxLength={60}
        />
      ) : null}
    </>
  )
}

function Limits({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  return (
    <>
      <CountField label={words.uses} {...form.field('uses')} />
      <CountField label={words.usesPerCustomer} {...form.field('usesPerCustomer')} />
      <MoneyField label={words.budget} currency={form.values.currency} {...form.field('budget')} />
    </>
  )
}

function Combined({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  const { combinations } = words
  return (
    <>
      <NativeSelect
        label={words.combination}
        {...form.text('combination')}
        data={(['all', 'levels', 'none'] as const).map((value) => ({
          ...{ value, label: combinations[value] },
        }))}
      />
      <CountField label={words.priority} {...form.field('priority')} min={0} required />
    </>
  )
}
