import { type ClipboardEvent, type KeyboardEvent, useEffect, useState } from 'react'
import { useLocale } from '../../../office.tsx'
import { moneyText, readMoney } from '../../../ui/fields/money-text.ts'
import classes from '../products.module.css'
import { weightIn } from './paste.ts'

type Common = {
  readonly label: string
  /** Names the cell, so that keys find the one above and below. */
  readonly column: string
  readonly isWrong?: boolean
  readonly onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void
}

const steps: ReadonlyMap<string, 1 | -1> = new Map([
  ['ArrowUp', -1],
  ['ArrowDown', 1],
  ['Enter', 1],
])

/** Up, Down and Enter go to the cell above or below, as in a sheet; Tab goes on by itself. */
function moveIn(event: KeyboardEvent<HTMLElement>): void {
  const step = steps.get(event.key)
  if (step === undefined) return
  // Enter would send the form
  event.preventDefault()
  const cell = event.currentTarget
  const column = cell.getAttribute('data-column')
  const all = [...(cell.closest('table')?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
  const same = all.filter((one) => one.getAttribute('data-column') === column)
  const next = same[same.indexOf(cell) + step]
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}

type TextProps = Common & {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly lang?: string
}

export function TextCell({ label, column, isWrong, onPaste, value, onChange, lang }: TextProps) {
  return (
    <input
      className={classes['cell']}
      data-column={column}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      lang={lang}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onKeyDown={moveIn}
      onPaste={onPaste}
    />
  )
}

type NumberProps = Common & {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

/** An amount in euros. */
export function MoneyCell(props: NumberProps) {
  const locale = useLocale()
  return (
    <NumberCell
      {...props}
      toText={(value) => moneyText(value, 'EUR', locale)}
      read={(text) => readMoney(text, 'EUR', locale) ?? null}
    />
  )
}

/** A weight in whole grams. */
export const WeightCell = (props: NumberProps) => (
  <NumberCell {...props} toText={String} read={weightIn} />
)

type ReadProps = NumberProps & {
  readonly toText: (value: number) => string
  readonly read: (text: string) => number | null
}

/** What is typed stays as it is typed, until another value comes from outside: pasted, generated, discarded. */
function NumberCell({ value, onChange, toText, read, ...cell }: ReadProps) {
  const shown = value === null ? '' : toText(value)
  const [text, setText] = useState(shown)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is not to be written anew
  useEffect(() => {
    if (read(text) !== value) setText(shown)
  }, [shown])
  const isUnread = text.trim() !== '' && read(text) === null
  return (
    <input
      className={classes['cell']}
      data-column={cell.column}
      data-amount
      aria-label={cell.label}
      aria-invalid={cell.isWrong || isUnread || undefined}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        onChange(read(currentTarget.value))
      }}
      onBlur={() => {
        const number = read(text)
        if (number !== null) setText(toText(number))
      }}
      onKeyDown={moveIn}
      onPaste={cell.onPaste}
    />
  )
}
