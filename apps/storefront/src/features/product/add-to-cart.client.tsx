'use client'

import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { AdditionForm } from '../cart/addition-form.client.tsx'
import styles from './add-to-cart.module.css'

type AddToCartProps = {
  readonly sku: string
  readonly locale: Locale
  readonly atMost: number
}

/** Puts as many of the variant into the cart as one says. */
export function AddToCart({ sku, locale, atMost }: AddToCartProps) {
  const m = cartMessages(locale)
  return (
    <AdditionForm {...{ sku, locale, styles }}>
      {(isAdding) => (
        <>
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
        </>
      )}
    </AdditionForm>
  )
}
