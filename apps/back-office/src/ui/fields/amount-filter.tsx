import { useState } from 'react'
import { useLocale } from '../../office.tsx'
import { MoneyField } from './money-field.tsx'
import { readMoney, shortMoneyText } from './money-text.ts'

type Props = {
  readonly name: string
  readonly label: string
  /** As the address has it. */
  readonly value: string | undefined
}

const currency = 'EUR'

/** A filter of amounts: what is typed is read as money everywhere is, and the form has it as an address takes it. */
export function AmountFilter({ name, label, value = '' }: Props) {
  const locale = useLocale()
  const [amount, setAmount] = useState(() => readMoney(value, currency, locale) ?? null)
  const word = amount === null ? '' : shortMoneyText(amount, currency, locale)
  return (
    <>
      <MoneyField label={label} value={amount} onChange={setAmount} currency={currency} />
      <input type="hidden" name={name} value={word} />
    </>
  )
}
