'use client'

import { useEffect } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import { problemText } from '../../messages/problems.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import styles from './checkout.module.css'
import type { CheckoutProps } from './checkout-props.ts'
import { OrderForm } from './order-form.client.tsx'
import { lastOrder } from './ordering/use-order.ts'
import { type CheckoutView, useCheckoutView } from './use-checkout.ts'

/** The order that this tab placed of the cart: Back shows it, never a filled form. */
function placedOrder({ cart }: CheckoutView): string | undefined {
  const last = lastOrder()
  if (!last) return undefined
  const isOver = cart === null || (cart.cartId === last.cartId && cart.status !== 'active')
  return isOver ? last.orderId : undefined
}

/** The checkout on one page. */
export function Checkout(props: CheckoutProps) {
  const { locale } = props
  const m = checkoutMessages(locale)
  const { view, problem, reload } = useCheckoutView()
  const placed = view && placedOrder(view)
  useEffect(() => {
    if (placed) location.replace(`/${locale}/checkout/return/${placed}`)
    const reshow = ({ persisted }: PageTransitionEvent) => persisted && location.reload()
    window.addEventListener('pageshow', reshow)
    return () => window.removeEventListener('pageshow', reshow)
  }, [placed, locale])
  if (!view && problem)
    return (
      <Alert>
        <p>{problemText(problem.code, locale)}</p>
        <button type="button" className={button.text} onClick={() => void reload()}>
          {m.askAgain}
        </button>
      </Alert>
    )
  if (!view || placed)
    return (
      <p className={styles.hint} role="status">
        {m.loading}
      </p>
    )
  if (!view.cart || view.cart.lines.length === 0)
    return (
      <div>
        <p>{m.emptyTitle}.</p>
        <a href={`/${locale}/cart`}>{m.backToCart}</a>
      </div>
    )
  return <OrderForm {...props} view={view} cart={view.cart} reload={reload} />
}
