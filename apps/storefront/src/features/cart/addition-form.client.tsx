'use client'

import type { ReactNode } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { useAddition } from './use-addition.ts'

type AdditionFormProps = {
  readonly sku: string
  readonly locale: Locale
  /** Of the `form` and of the `problem` in it. */
  readonly styles: Readonly<Record<string, string>>
  /** A field named `quantity`, and what sends. */
  readonly children: (isAdding: boolean) => ReactNode
}

/** Puts a variant into the cart. Before there is a script, and without one, it is a plain form that leads to the cart. */
export function AdditionForm({ sku, locale, styles, children }: AdditionFormProps) {
  const { add, isAdding, problem } = useAddition(sku)
  return (
    <form
      method="post"
      action="/bff/cart/lines"
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void add(Number(new FormData(event.currentTarget).get('quantity')))
      }}
    >
      <input type="hidden" name="sku" value={sku} />
      <input type="hidden" name="locale" value={locale} />
      {children(isAdding)}
      {problem && (
        <div className={styles['problem']}>
          <ProblemAlert code={problem} locale={locale} takesFocus />
        </div>
      )}
    </form>
  )
}
