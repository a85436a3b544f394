'use client'

import { useEffect, useState } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import styles from './stepper.module.css'

type StepperProps = {
  readonly quantity: number
  readonly atMost: number
  readonly title: string
  readonly locale: Locale
  /** Where the form goes without a script. */
  readonly action: string
  /** 0: take it out. */
  readonly onChange: (quantity: number) => void
}

/** How many of a line: the number moves at once. */
export function Stepper({ quantity, atMost, title, locale, action, onChange }: StepperProps) {
  const m = cartMessages(locale)
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  const step = (next: number) => () => onChange(Math.min(atMost, Math.max(0, next)))
  function take(typed: FormDataEntryValue | null): void {
    const next = typed === '' ? Number.NaN : Number(typed)
    if (Number.isInteger(next) && next >= 0 && next !== quantity) step(next)()
  }
  return (
    <form
      method="post"
      action={action}
      className={styles.stepper}
      onSubmit={(event) => {
        event.preventDefault()
        take(new FormData(event.currentTarget).get('quantity'))
      }}
    >
      <input type="hidden" name="locale" value={locale} />
      {hasScript && (
        <button type="button" aria-label={m.less(title)} onClick={step(quantity - 1)}>
          −
        </button>
      )}
      <input
        key={quantity}
        name="quantity"
        inputMode="numeric"
        pattern="[0-9]{1,3}"
        defaultValue={quantity}
        aria-label={m.of(title)}
        onBlur={({ currentTarget }) => take(currentTarget.value)}
      />
      {hasScript && (
        <button
          type="button"
          aria-label={m.more(title)}
          aria-disabled={quantity >= atMost}
          onClick={step(quantity + 1)}
        >
          +
        </button>
      )}
      {!hasScript && <button type="submit">{m.update}</button>}
    </form>
  )
}
