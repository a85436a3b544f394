'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
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
  const isOld = useSeenLast()
  useReading(initial, isOld)
  return (
    <>
      {isOld && <Notice>{cartMessages(locale).seenLast}</Notice>}
      <CartContents {...{ locale, imageOrigin, initial }} />
    </>
  )
}

/** Reads the cart that did not come with the page. As long as carts do not answer, they are asked again: the page mends itself. */
function useReading(initial: Cart | null | undefined, isOld: boolean): void {
  const [isBehind, setBehind] = useState(false)
  const read = useCallback(() => void loadCart().then((problem) => setBehind(!!problem)), [])
  useEffect(() => {
    if (initial !== undefined && !isKept()) seedCart(initial)
    else if (navigator.onLine) read()
    window.addEventListener('online', read)
    return () => window.removeEventListener('online', read)
  }, [initial, read])
  const isWaiting = isBehind || isOld
  useEffect(() => {
    if (!isWaiting) return
    const polling = createPolling(() => {
      if (navigator.onLine) read()
    })
    return polling.stop
  }, [isWaiting, read])
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
