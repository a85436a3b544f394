import { countryName } from '@comptoir/site/country-name'
import { Checkbox, NumberInput, TagsInput, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useLocale } from '../../office.tsx'
import { MoneyField } from '../../ui/fields/money-field.tsx'
import type { SettingKind } from './setting-kinds.ts'
import { shopCurrency, wordsIn } from './setting-text.ts'

type Props = {
  readonly name: string
  readonly kind: SettingKind
  readonly label: string
  readonly description: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error: string | undefined
}

const textOf = (value: unknown) => (value === undefined ? '' : String(value))

type Show = (props: Omit<Props, 'kind'>) => ReactNode

/** A line of text, as the browser helps with its kind. */
const lineOf =
  (type: 'text' | 'email' | 'tel' | 'date' | 'time'): Show =>
  ({ value, onChange, ...field }) => (
    <TextInput
      {...field}
      type={type}
      value={textOf(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )

const shows: Readonly<Record<SettingKind, Show>> = {
  ...{ text: lineOf('text'), email: lineOf('email'), tel: lineOf('tel') },
  ...{ date: lineOf('date'), time: lineOf('time') },
  area: ({ value, onChange, ...field }) => (
    <Textarea
      {...field}
      autosize
      value={textOf(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  ),
  lines: ({ value, onChange, ...field }) => (
    <Textarea
      {...field}
      autosize
      minRows={2}
      value={wordsIn(value).join('\n')}
      onChange={({ currentTarget }) => onChange(currentTarget.value.split('\n'))}
    />
  ),
  number: ({ value, onChange, ...field }) => (
    <NumberInput
      {...field}
      hideControls
      value={typeof value === 'number' ? value : textOf(value)}
      onChange={(number) => onChange(number)}
    />
  ),
  // what is no amount is no setting: the service says so of an empty one
  money: ({ value, onChange, ...field }) => (
    <MoneyField
      {...field}
      currency={shopCurrency}
      value={typeof value === 'number' ? value : null}
      onChange={(amount) => onChange(amount ?? '')}
    />
  ),
  switch: ({ value, onChange, ...field }) => (
    <Checkbox
      {...field}
      checked={value === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  ),
  onOff: ({ value, onChange, ...field }) => (
    <Checkbox
      {...field}
      checked={value === 'on'}
      onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'on' : 'off')}
    />
  ),
  zone: (props) => <ZoneInput {...props} />,
  countries: (props) => <CountriesInput {...props} />,
}

/** The field of a setting, by its kind. */
export const SettingInput = ({ kind, ...props }: Props) => shows[kind](props)

function ZoneInput({ value, onChange, ...field }: Omit<Props, 'kind'>) {
  const list = useId()
  return (
    <>
      <TextInput
        {...field}
        list={list}
        value={textOf(value)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}

function CountriesInput({ value, onChange, description, ...field }: Omit<Props, 'kind'>) {
  const locale = useLocale()
  const codes = wordsIn(value)
  const names = codes
    .filter((code) => /^[A-Z]{2}$/.test(code))
    .map((code) => countryName(code, locale))
  return (
    <TagsInput
      {...field}
      description={[description, names.join(', ')].filter(Boolean).join(' ')}
      value={codes}
      onChange={(next) => onChange(next.map((code) => code.trim().toUpperCase()))}
    />
  )
}
