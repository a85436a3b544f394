'use client'

import { cartMessages } from '../../../messages/cart.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Plus } from '../../../ui/icons.tsx'
import { AdditionForm } from '../../cart/addition-form.client.tsx'
import styles from './quick-add.module.css'

type QuickAddProps = { readonly sku: string; readonly title: string; readonly locale: Locale }

/** Puts one of a product into the cart from its card. */
export function QuickAdd({ sku, title, locale }: QuickAddProps) {
  return (
    <AdditionForm {...{ sku, locale, styles }}>
      {(isAdding) => (
        <>
          <input type="hidden" name="quantity" value="1" />
          <button
            type="submit"
            className={styles.button}
            aria-label={cartMessages(locale).addOf(title)}
            aria-disabled={isAdding}
          >
            <Plus />
          </button>
        </>
      )}
    </AdditionForm>
  )
}
