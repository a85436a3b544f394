'use client'

import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'
import { useEffect, useRef, useState } from 'react'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import { listen } from '../../visitor/live/live.ts'
import { AddToCart } from './add-to-cart.client.tsx'
import styles from './buy-box.module.css'
import { NotifyMe } from './notify-me.client.tsx'
import { hearStock, type StockHeard, type StockSeen, sayingOf, shownStock } from './stock-saying.ts'

type BuyBoxProps = {
  readonly sku: string
  readonly locale: Locale
  readonly stock: StockSeen
  /** In the words of the page. */
  readonly words: { readonly inStock: string; readonly out: string }
}

/** Of one order line. */
const quantityAtMost = 999
/** What is said aloud changes at most so often, in ms. */
const spokenEveryMs = 10_000

/** Stock as it is now, and the way into the cart: or, when nothing is left, the wish to be told. */
export function BuyBox({ sku, locale, stock: rendered, words }: BuyBoxProps) {
  const m = cartMessages(locale)
  const [live, setLive] = useState<StockHeard>()
  const [isLive, setIsLive] = useState(false)
  useEffect(() => {
    setLive(undefined)
    return listen({
      url: `/bff/stock/events?sku=${encodeURIComponent(sku)}`,
      type: 'stock',
      onState: setIsLive,
      onEvent(data) {
        const change = JSON.parse(data) as StockChange
        if (change.sku === sku) setLive((before) => hearStock(before, change))
      },
    })
  }, [sku])
  const stock = shownStock(rendered, live)
  const isOut = stock.level === 'out' || stock.level === 'oversold'
  const saying = sayingOf(stock, { ...words, left: m.left })
  return (
    <>
      <p className={isOut ? styles.out : styles[stock.left === undefined ? 'stock' : 'few']}>
        {saying}
        {isLive && <span className={styles.live}>{m.live}</span>}
      </p>
      <Spoken text={live ? saying : ''} />
      {isOut ? (
        <NotifyMe key={sku} sku={sku} locale={locale} />
      ) : (
        <AddToCart key={sku} sku={sku} locale={locale} atMost={stock.left ?? quantityAtMost} />
      )}
    </>
  )
}

/** Says a change to who hears the page, not every one of them. */
function Spoken({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  const last = useRef(0)
  useEffect(() => {
    const waitMs = Math.max(0, last.current + spokenEveryMs - Date.now())
    const timer = setTimeout(() => {
      last.current = Date.now()
      setSaid(text)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span role="status" className="hidden">
      {said}
    </span>
  )
}
