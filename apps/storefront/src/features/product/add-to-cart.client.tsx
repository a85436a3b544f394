'use client'

import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { useAddition } from '../cart/use-addition.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './add-to-cart.module.css'

type AddToCartProps = {
  readonly sku: string
  readonly locale: Locale
  readonly atMost: number
}

/** Puts the variant into the cart. Before there is a script, and without one, it is a plain form that leads to the cart. */
export function AddToCart({ sku, locale, atMost }: AddToCartProps) {
  const m = cartMessages(locale)
  const { add, isAdding, problem } = useAddition(sku)
  return (
    <form
      method="post"
      action="/bff/cart/lines"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void add(Number(new FormData(event.currentTarget).get('quantity')))
      }}
    >
      <input type="hidden" name="sku" value={sku} />
      <input type="hidden" name="locale" value={locale} />
      <label className={styles.quantity}>
        <span>{m.quantity}</span>
        <input
          name="quantity"
          type="number"
          min={1}
          max={atMost}
          defaultValue={1}
          inputMode="numeric"
          required
        />
      </label>
      <button type="submit" className={button.button} aria-disabled={isAdding}>
        {isAdding ? m.adding : m.add}
      </button>
      {problem && (
        <div className={styles.problem}>
          <ProblemAlert code={problem} locale={locale} takesFocus />
        </div>
      )}
    </form>
  )
}
