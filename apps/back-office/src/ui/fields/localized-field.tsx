import type { Localized } from '@comptoir/site/localized'
import { Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { kitEn, kitFr } from '../../messages/kit.ts'
import { useWords } from '../../office.tsx'
import classes from './fields.module.css'

const languages = ['fr', 'en'] as const
type Language = (typeof languages)[number]

type Props = {
  readonly label: string
  /** Its fields are `name.fr` and `name.en`. */
  readonly name: string
  readonly value: Localized
  /** A language without a word is left out. */
  readonly onChange: (value: Localized) => void
  /** What is wrong, by field: `(path) => form.errorOf(path)`. */
  readonly errorOf?: (path: string) => string | undefined
  readonly description?: ReactNode
  readonly isLong?: boolean
  readonly maxLength?: number
  /** Whether one language has to be there (the other falls back to it), or both. */
  readonly required?: 'one' | 'both'
}

/** A text in both languages of the shop, side by side. */
export function LocalizedField(props: Props) {
  const { label, name, value, onChange, errorOf, description, required, maxLength } = props
  const { languages: names } = useWords({ fr: kitFr, en: kitEn })
  const isMissing = value.fr === undefined && value.en === undefined
  const fieldOf = (language: Language) => ({
    name: `${name}.${language}`,
    label: names[language],
    lang: language,
    value: value[language] ?? '',
    error: errorOf?.(`${name}.${language}`),
    required: required === 'both' || (required === 'one' && isMissing),
    withAsterisk: false,
    ...(maxLength !== undefined && { maxLength }),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(withText(value, language, currentTarget.value)),
  })
  return (
    <fieldset className={classes['group']}>
      <legend>
        {label}
        {required ? <span aria-hidden> *</span> : null}
      </legend>
      {description ? <p className={classes['hint']}>{description}</p> : null}
      <div className={classes['pair']}>
        {languages.map((language) =>
          props.isLong ? (
            <Textarea key={language} {...fieldOf(language)} autosize minRows={3} />
          ) : (
            <TextInput key={language} {...fieldOf(language)} />
          ),
        )}
      </div>
    </fieldset>
  )
}

function withText(value: Localized, language: Language, text: string): Localized {
  const { [language]: _, ...others } = value
  return text === '' ? others : { ...others, [language]: text }
}
