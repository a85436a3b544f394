'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { useEffect, useSyncExternalStore } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import { Notice } from '../../ui/notice.tsx'
import { loadCart, seedCart } from '../../visitor/cart-store.ts'
import { CartContents } from './cart-contents.client.tsx'

type CartPageProps = {
  readonly locale: Locale
  readonly imageOrigin: string
  /** `undefined`: carts did not answer. */
  readonly initial: Cart | null | undefined
}

/** The page of the cart: what the server rendered, then what this browser does with it. */
export function CartPage({ locale, imageOrigin, initial }: CartPageProps) {
  useEffect(() => {
    if (initial === undefined) void loadCart()
    else seedCart(initial)
    // a page that Back brings again may show what was ordered meanwhile
    const refresh = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void loadCart()
    }
    window.addEventListener('pageshow', refresh)
    return () => window.removeEventListener('pageshow', refresh)
  }, [initial])
  const isOffline = useOffline()
  return (
    <>
      {isOffline && <Notice>{cartMessages(locale).seenLast}</Notice>}
      <CartContents {...{ locale, imageOrigin, initial }} />
    </>
  )
}

/** Without a network the browser shows the page as it was seen last. */
const useOffline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  )

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
