'use client'

import { lazy, Suspense, useEffect, useRef } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import iconButton from '../../ui/icon-button.module.css'
import { Cross } from '../../ui/icons.tsx'
import { closeCart, useCart } from '../../visitor/cart-store.ts'
import styles from './cart-drawer.module.css'

const CartContents = lazy(async () => {
  const { CartContents: component } = await import('./cart-contents.client.tsx')
  return { default: component }
})

type CartDrawerProps = { readonly locale: Locale; readonly imageOrigin: string }

/** The cart beside the page: it opens when something is added, never by itself. */
export function CartDrawer({ locale, imageOrigin }: CartDrawerProps) {
  const m = cartMessages(locale)
  const { isOpen } = useCart()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    // a click beside it closes it, as the key Escape does
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog closes by Escape itself
    <dialog
      ref={dialog}
      className={styles.drawer}
      aria-labelledby="drawer-title"
      onClose={closeCart}
      onClick={({ target, currentTarget }) => target === currentTarget && closeCart()}
    >
      {isOpen && (
        <div className={styles.inner}>
          <div className={styles.head}>
            <h2 id="drawer-title">{m.title}</h2>
            <button
              type="button"
              className={iconButton.icon}
              aria-label={m.close}
              onClick={closeCart}
            >
              <Cross />
            </button>
          </div>
          <Suspense fallback={<p className={styles.loading}>{m.loading}</p>}>
            <CartContents {...{ locale, imageOrigin }} />
          </Suspense>
          <p className={styles.more}>
            <a href={`/${locale}/cart`}>{m.seeCart}</a>
          </p>
        </div>
      )}
    </dialog>
  )
}
