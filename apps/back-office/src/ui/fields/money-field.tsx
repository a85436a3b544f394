import { TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { kitEn, kitFr } from '../../messages/kit.ts'
import { useLocale, useWords } from '../../office.tsx'
import { moneyText, readMoney } from './money-text.ts'

type Props = {
  readonly label: string
  readonly name?: string
  /** In minor units; null when there is none. */
  readonly value: number | null
  /** Null when it is empty, and while what is typed is no amount: the form is not sent then. */
  readonly onChange: (amount: number | null) => void
  readonly currency: string
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly disabled?: boolean
  readonly mayBeNegative?: boolean
}

/** An amount of money as people write it: `12,50`, `1 234.5`; what is no amount is said at the field. */
export function MoneyField(props: Props) {
  const { value, onChange, currency, error, mayBeNegative = false, ...rest } = props
  const locale = useLocale()
  const { money: texts } = useWords({ fr: kitFr, en: kitEn })
  const shown = value === null ? '' : moneyText(value, currency, locale)
  const [text, setText] = useState(shown)
  const field = useRef<HTMLInputElement>(null)
  const read = (typed: string) => {
    const amount = readMoney(typed, currency, locale)
    return amount !== undefined && (amount >= 0 || mayBeNegative) ? amount : undefined
  }
  const isEmpty = text.trim() === ''
  const isNegative = readMoney(text, currency, locale) !== undefined
  const own =
    isEmpty || read(text) !== undefined
      ? undefined
      : texts.wrong(moneyText(1_250, currency, locale))
  const fault = own && isNegative ? texts.negative : own

  // a value that did not come from here: a draft that was discarded, another version
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed stays as it is typed
  useEffect(() => {
    if ((read(text) ?? null) !== value) setText(shown)
  }, [shown])
  useEffect(() => field.current?.setCustomValidity(fault ?? ''), [fault])

  return (
    <TextInput
      {...rest}
      ref={field}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={fault ?? error}
      rightSection={<span aria-hidden>{currency}</span>}
      rightSectionWidth={52}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        onChange(read(currentTarget.value) ?? null)
      }}
      onBlur={() => {
        const amount = read(text)
        if (amount !== undefined) setText(moneyText(amount, currency, locale))
      }}
    />
  )
}
