'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { useEffect, useSyncExternalStore } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import { Notice } from '../../ui/notice.tsx'
import { loadCart, seedCart, useCart } from '../../visitor/cart-store.ts'
import { createPolling } from '../../visitor/live/polling.ts'
import { CartContents } from './cart-contents.client.tsx'
import { isSeenLast } from './seen-last.ts'

type CartPageProps = {
  readonly locale: Locale
  readonly imageOrigin: string
  /** `undefined`: carts did not answer. */
  readonly initial: Cart | null | undefined
}

/** The page of the cart: what the server rendered, then what this browser does with it. */
export function CartPage({ locale, imageOrigin, initial }: CartPageProps) {
  useEffect(() => {
    if (initial !== undefined && !isKept()) seedCart(initial)
    else if (navigator.onLine) void loadCart()
    // a page that Back brings again may show what was ordered meanwhile
    const refresh = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void loadCart()
    }
    const reload = () => void loadCart()
    window.addEventListener('pageshow', refresh)
    window.addEventListener('online', reload)
    return () => {
      window.removeEventListener('pageshow', refresh)
      window.removeEventListener('online', reload)
    }
  }, [initial])
  useAskingAgain()
  const isOld = useSeenLast()
  return (
    <>
      {isOld && <Notice>{cartMessages(locale).seenLast}</Notice>}
      <CartContents {...{ locale, imageOrigin, initial }} />
    </>
  )
}

/** As long as carts did not answer, they are asked again: the page mends itself when they are back. */
function useAskingAgain(): void {
  const { cart, problem } = useCart()
  const isUnanswered = cart === undefined && problem !== undefined
  useEffect(() => {
    if (!isUnanswered) return
    const polling = createPolling(() => void loadCart())
    return polling.stop
  }, [isUnanswered])
}

/** By the mark of the offline worker. */
const isKept = () => document.documentElement.hasAttribute('data-kept')

function useSeenLast(): boolean {
  const isKnown = useCart().cart !== undefined
  return useSyncExternalStore(
    subscribe,
    () => isSeenLast({ isOnline: navigator.onLine, isKept: isKept(), isKnown }),
    () => false,
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
