'use client'

import { useEffect } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import styles from './checkout.module.css'
import type { CheckoutProps } from './checkout-props.ts'
import { OrderForm } from './order-form.client.tsx'
import type { Outcome } from './ordering/checkout-answer.ts'
import { lastOrder, type Ordering, useOrder } from './ordering/use-order.ts'
import { OutcomePanel } from './outcome-panel.client.tsx'
import { type CheckoutView, clearForm, useCheckoutView } from './use-checkout.ts'

/** The order that this tab placed of the cart: Back shows it, never a filled form. */
function placedOrder({ cart }: CheckoutView): string | undefined {
  const last = lastOrder()
  if (!last) return undefined
  const isOver = cart === null || (cart.cartId === last.cartId && cart.status !== 'active')
  return isOver ? last.orderId : undefined
}

/** Where the shopper is led when the order is made, whatever its state: the form is over then. */
function useLeaving(outcome: Outcome | undefined, locale: Locale): void {
  useEffect(() => {
    if (!outcome || !('orderId' in outcome) || outcome.kind === 'held') return
    clearForm()
    const { orderId } = outcome
    if (outcome.kind === 'confirm') location.assign(outcome.url)
    else if (outcome.kind === 'done') location.replace(`/${locale}/orders/${orderId}/thanks`)
    else location.replace(`/${locale}/checkout/return/${orderId}`)
  }, [outcome, locale])
}

/** An order that this tab placed leads to itself; a page that Back brings again is read anew. */
function useReturn(placed: string | undefined, locale: Locale): void {
  useEffect(() => {
    if (placed) location.replace(`/${locale}/checkout/return/${placed}`)
    const reshow = ({ persisted }: PageTransitionEvent) => persisted && location.reload()
    window.addEventListener('pageshow', reshow)
    return () => window.removeEventListener('pageshow', reshow)
  }, [placed, locale])
}

/** The checkout on one page. */
export function Checkout(props: CheckoutProps) {
  const { locale } = props
  const m = checkoutMessages(locale)
  const { view, problem, reload } = useCheckoutView()
  const ordering = useOrder()
  const placed = view && placedOrder(view)
  useLeaving(ordering.outcome, locale)
  useReturn(placed, locale)
  if (!view && problem)
    return (
      <ProblemAlert code={problem.code} locale={locale}>
        <button type="button" className={button.text} onClick={() => void reload()}>
          {m.askAgain}
        </button>
      </ProblemAlert>
    )
  if (!view || placed)
    return (
      <p className={styles.hint} role="status">
        {ordering.isOrdering ? m.ordering : m.loading}
      </p>
    )
  if (!view.cart || view.cart.lines.length === 0)
    return <WithoutCart ordering={ordering} locale={locale} />
  return <OrderForm {...{ ...props, view, reload, ordering }} cart={view.cart} />
}

type WithoutCartProps = { readonly ordering: Ordering; readonly locale: Locale }

/** There is nothing to order: or it has just been ordered, and its answer is awaited. */
function WithoutCart({ ordering, locale }: WithoutCartProps) {
  const m = checkoutMessages(locale)
  const { isOrdering, outcome, again } = ordering
  return (
    <div className={styles.fields}>
      <p role="status">{isOrdering ? m.ordering : `${m.emptyTitle}.`}</p>
      {outcome && (
        <OutcomePanel
          {...{ outcome, locale, cart: null, onAgain: again, onSetQuantity: () => {} }}
        />
      )}
      {!isOrdering && <a href={`/${locale}/cart`}>{m.backToCart}</a>}
    </div>
  )
}
