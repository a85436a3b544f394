'use client'

import { useEffect } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import { Bag } from '../../ui/icons.tsx'
import { catchUp, useCart } from '../../visitor/cart-store.ts'
import { useUiNote } from '../../visitor/ui-cookie.ts'
import styles from './cart-link.module.css'

/** The way to the cart, with how much is in it: what the browser knows, never a part of the remembered page. */
export function CartLink({ locale }: { readonly locale: Locale }) {
  const m = cartMessages(locale)
  const note = useUiNote()
  const { cart, wishes } = useCart()
  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void catchUp()
    }
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [])
  const inCart = cart?.status === 'active' ? cart.lines : undefined
  const count =
    inCart?.reduce((sum, { sku, quantity }) => sum + (wishes.get(sku) ?? quantity), 0) ?? note.count
  return (
    <a href={`/${locale}/cart`} aria-label={m.open(count)} className={styles.link}>
      <Bag />
      {count > 0 && <span className={styles.count}>{count > 99 ? '99+' : count}</span>}
    </a>
  )
}
