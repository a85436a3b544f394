import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { kitEn, kitFr } from '../../../messages/kit.ts'
import { variantsEn, variantsFr } from '../../../messages/products/variants.ts'
import { useLocale, useWords } from '../../../office.tsx'
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
  /** What stands there instead when it is no number: the form is not sent then. */
  readonly unread?: string | undefined
  readonly onChange: (value: number | null, unread?: string) => void
}

/** An amount in euros. */
export function MoneyCell(props: NumberProps) {
  const locale = useLocale()
  const { money: texts } = useWords({ fr: kitFr, en: kitEn })
  return (
    <NumberCell
      {...props}
      fault={texts.wrong(moneyText(1_250, 'EUR', locale))}
      toText={(value) => moneyText(value, 'EUR', locale)}
      read={(text) => readMoney(text, 'EUR', locale) ?? null}
    />
  )
}

/** A weight in whole grams. */
export function WeightCell(props: NumberProps) {
  const { wholeGrams } = useWords({ fr: variantsFr, en: variantsEn })
  return <NumberCell {...props} fault={wholeGrams} toText={String} read={weightIn} />
}

type ReadProps = NumberProps & {
  /** What is said of a text that is no such number. */
  readonly fault: string
  readonly toText: (value: number) => string
  readonly read: (text: string) => number | null
}

/** What is typed stays as it is typed, until another value comes from outside: pasted, generated, discarded. */
function NumberCell({ value, unread, onChange, toText, read, fault, ...cell }: ReadProps) {
  const shown = unread ?? (value === null ? '' : toText(value))
  const [text, setText] = useState(shown)
  const field = useRef<HTMLInputElement>(null)
  const wasUnread = useRef(false)
  const isUnread = text.trim() !== '' && read(text) === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is not to be written anew
  useEffect(() => {
    const isForgotten = wasUnread.current && isUnread
    wasUnread.current = unread !== undefined
    if (isForgotten || unread !== undefined || read(text) !== value) setText(shown)
  }, [shown])
  const isInForm = unread !== undefined
  useEffect(() => field.current?.setCustomValidity(isInForm ? fault : ''), [isInForm, fault])
  return (
    <input
      ref={field}
      className={classes['cell']}
      data-column={cell.column}
      data-amount
      title={isUnread ? fault : undefined}
      aria-label={cell.label}
      aria-invalid={cell.isWrong || isUnread || undefined}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={({ currentTarget }) => {
        const typed = currentTarget.value
        const number = read(typed)
        setText(typed)
        onChange(number, number === null && typed.trim() !== '' ? typed : undefined)
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
