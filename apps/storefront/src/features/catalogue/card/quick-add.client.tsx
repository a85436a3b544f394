'use client'

import { cartMessages } from '../../../messages/cart.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Plus } from '../../../ui/icons.tsx'
import { useAddition } from '../../cart/use-addition.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from './quick-add.module.css'

type QuickAddProps = { readonly sku: string; readonly title: string; readonly locale: Locale }

/** Puts one of a product into the cart from its card; without a script it is a plain form that leads to the cart. */
export function QuickAdd({ sku, title, locale }: QuickAddProps) {
  const { add, isAdding, problem } = useAddition(sku)
  return (
    <form
      method="post"
      action="/bff/cart/lines"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void add(1)
      }}
    >
      <input type="hidden" name="sku" value={sku} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="quantity" value="1" />
      <button
        type="submit"
        className={styles.button}
        aria-label={cartMessages(locale).addOf(title)}
        aria-disabled={isAdding}
      >
        <Plus />
      </button>
      {problem && (
        <div className={styles.problem}>
          <ProblemAlert code={problem} locale={locale} takesFocus />
        </div>
      )}
    </form>
  )
}
