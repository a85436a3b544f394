import { useId } from 'react'
import classes from './choice.module.css'

type Props<T extends string> = {
  readonly label: string
  readonly value: T
  readonly known: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly onChoose: (value: T) => void
}

/** One of few, by the browser's own buttons: the first page needs no more. */
export function Choice<T extends string>({ label, value, known, names, onChoose }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={classes['choice']}>
      <legend>{label}</legend>
      {known.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === value} onChange={() => onChoose(one)} />
          {names[one]}
        </label>
      ))}
    </fieldset>
  )
}
