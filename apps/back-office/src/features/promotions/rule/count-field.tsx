import { NumberInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Count } from './rule-values.ts'

type Props = {
  readonly label: string
  readonly name?: string
  readonly value: Count
  readonly onChange: (value: Count) => void
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly min?: number
  readonly max?: number
  /** How many digits follow the decimal sign; none unless told. */
  readonly decimals?: number
  readonly suffix?: string
  readonly required?: boolean
}

/** A number, or none. What is on its way to a number is kept as it is typed: the field would lose it. */
export const CountField = ({ onChange, decimals = 0, min = 1, ...rest }: Props) => (
  <NumberInput
    {...rest}
    min={min}
    decimalScale={decimals}
    allowDecimal={decimals > 0}
    allowedDecimalSeparators={[',', '.']}
    allowNegative={false}
    hideControls
    onChange={onChange}
  />
)
