import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { kitEn, kitFr } from '../../messages/kit.ts'
import { useWords } from '../../office.tsx'
import classes from './fields.module.css'

/** A stretch of time in words of date fields (`2026-07-01`, or with a time `2026-07-01T09:30`); empty: open on that side. */
export type Period = { readonly from: string; readonly to: string }

type Props = {
  readonly label: string
  readonly value: Period
  readonly onChange: (value: Period) => void
  /** Days, or minutes on the shop's clocks (`momentOf` makes moments of them). */
  readonly of?: 'days' | 'minutes'
  readonly names?: Period
  readonly errorOf?: (path: string) => string | undefined
  readonly required?: boolean
}

/** From when to when; an end before the start is said at once. */
export function PeriodFields(props: Props) {
  const { label, value, onChange, errorOf, required = false, of = 'days' } = props
  const { names = { from: 'from', to: 'to' } } = props
  const { period: texts } = useWords({ fr: kitFr, en: kitEn })
  const end = useRef<HTMLInputElement>(null)
  const isBackwards = value.from !== '' && value.to !== '' && value.to < value.from
  const fault = isBackwards ? texts.backwards : ''
  useEffect(() => end.current?.setCustomValidity(fault), [fault])
  return (
    <fieldset className={classes['group']}>
      <legend>{label}</legend>
      <div className={classes['pair']}>
        {(['from', 'to'] as const).map((side) => (
          <TextInput
            key={side}
            ref={side === 'to' ? end : undefined}
            type={of === 'days' ? 'date' : 'datetime-local'}
            name={names[side]}
            label={texts[side]}
            value={value[side]}
            required={required}
            error={(side === 'to' && fault) || errorOf?.(names[side])}
            onChange={({ currentTarget }) => onChange({ ...value, [side]: currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
