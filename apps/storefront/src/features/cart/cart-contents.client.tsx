'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import { problemText } from '../../messages/problems.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { Notice } from '../../ui/notice.tsx'
import { Ticket } from '../../ui/ticket.tsx'
import { loadCart, undoRemoval, useCart } from '../../visitor/cart-store.ts'
import styles from './cart-contents.module.css'
import { CartLine } from './cart-line.client.tsx'
import { Coupon } from './coupon.client.tsx'
import { totalsRows } from './totals.ts'

type CartContentsProps = {
  readonly locale: Locale
  readonly imageOrigin: string
  /** The cart that the page was rendered with, as long as the browser knows no newer one. */
  readonly initial?: Cart | null | undefined
}

const canBeOrdered = ({ lines }: Cart) =>
  lines.length > 0 &&
  lines.every(({ problem, flags }) => !problem && !flags.includes('unavailable'))

/** Lines, code and totals: the same in the drawer and on the page. */
export function CartContents({ locale, imageOrigin, initial }: CartContentsProps) {
  const m = cartMessages(locale)
  const state = useCart()
  const { wishes, isBusy, problem, removed } = state
  const cart = state.cart === undefined ? initial : state.cart
  const shown = cart?.lines.filter(({ sku }) => wishes.get(sku) !== 0) ?? []
  return (
    <div className={styles.contents}>
      <p role="status" className={styles.undo}>
        {removed && (
          <>
            {m.removed(removed.title)}{' '}
            <button type="button" className={button.text} onClick={() => void undoRemoval()}>
              {m.undo}
            </button>
          </>
        )}
      </p>
      {problem && cart !== undefined && <Alert>{problemText(problem.code, locale)}</Alert>}
      <Missing
        cart={cart}
        hasLines={shown.length > 0}
        isBroken={problem !== undefined}
        locale={locale}
      />
      {cart && shown.length > 0 && (
        <>
          <Degraded cart={cart} locale={locale} />
          <ul className={styles.lines}>
            {shown.map((line) => (
              <CartLine
                key={line.sku}
                {...{ line, locale, imageOrigin }}
                wished={wishes.get(line.sku)}
              />
            ))}
          </ul>
          <Coupon cart={cart} locale={locale} />
          <Ticket
            rows={totalsRows({ totals: cart.totals, locale, hasShipping: false })}
            isBusy={isBusy}
          >
            <Order cart={cart} locale={locale} />
          </Ticket>
        </>
      )}
    </div>
  )
}

type PartProps = { readonly cart: Cart; readonly locale: Locale }

function Order({ cart, locale }: PartProps) {
  const m = cartMessages(locale)
  return (
    <p className={styles.order}>
      {canBeOrdered(cart) ? (
        <a href={`/${locale}/checkout`} className={`${button.button} ${button.wide}`}>
          {m.order}
        </a>
      ) : (
        <span className={styles.blocked}>{m.unavailable}</span>
      )}
    </p>
  )
}

function Degraded({ cart, locale }: PartProps) {
  const m = cartMessages(locale)
  return (
    <>
      {cart.status === 'locked' && <Notice>{m.locked}</Notice>}
      {cart.degraded?.includes('customer_prices') && <Notice>{m.degradedPrices}</Notice>}
      {cart.degraded?.includes('promotions') && <Notice>{m.degradedPromotions}</Notice>}
    </>
  )
}

type MissingProps = {
  readonly cart: Cart | null | undefined
  readonly hasLines: boolean
  readonly isBroken: boolean
  readonly locale: Locale
}

/** What stands where lines would: nothing in it yet, nothing known yet, or nobody who answers. */
function Missing({ cart, hasLines, isBroken, locale }: MissingProps) {
  const m = cartMessages(locale)
  if (hasLines) return null
  if (cart === undefined && isBroken)
    return (
      <Alert>
        <p>{m.unreachable}</p>
        <button type="button" className={button.text} onClick={() => void loadCart()}>
          {m.retry}
        </button>
      </Alert>
    )
  if (cart === undefined) return <p className={styles.loading}>{m.loading}</p>
  return (
    <div className={styles.empty}>
      <p>{m.empty}</p>
      <p className={styles.hint}>{m.emptyHint}</p>
      <a href={`/${locale}/search`}>{m.browse}</a>
    </div>
  )
}
