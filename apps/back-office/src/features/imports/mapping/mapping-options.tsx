import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useWords } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../imports.module.css'
import type { MappingValues } from './mapping-values.ts'

const languages = ['', 'fr', 'en'] as const

/** What a file does not say, as whoever imports it knows it. */
export function OptionFields({ form }: { readonly form: Form<MappingValues> }) {
  const { mapping: texts } = useWords({ fr: importsFr, en: importsEn })
  return (
    <fieldset className={classes['fields']}>
      <legend>{texts.options}</legend>
      <NativeSelect
        {...form.text('language')}
        label={texts.language}
        data={languages.map((value) => ({ value, label: texts.languages[value] }))}
      />
      <TextInput
        {...form.text('currency')}
        error={form.errorOf('currency') && texts.currencyFault}
        label={texts.currency}
        description={texts.currencyHelp}
        maxLength={3}
      />
      <TextInput
        {...form.text('rate')}
        error={form.errorOf('rate') && texts.rateFault}
        label={texts.rate}
        inputMode="decimal"
        maxLength={19}
      />
      <Checkbox {...form.check('netPrices')} label={texts.netPrices} />
      <Checkbox {...form.check('setStock')} label={texts.setStock} />
    </fieldset>
  )
}
