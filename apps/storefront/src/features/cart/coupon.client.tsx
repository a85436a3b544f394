'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import field from '../../ui/field.module.css'
import { addCoupon, removeCoupon } from '../../visitor/cart-store.ts'
import styles from './coupon.module.css'

type CouponProps = { readonly cart: Cart; readonly locale: Locale }

/** Codes of the cart, what they take off, and a field for one more. Works as a form without a script. */
export function Coupon({ cart, locale }: CouponProps) {
  const m = cartMessages(locale)
  return (
    <div className={styles.coupon}>
      <ul>
        {cart.codes?.map((code) => (
          <Code key={code} {...{ code, cart, locale }} />
        ))}
        {cart.promotions
          ?.filter(({ code }) => code === undefined)
          .map(({ promotionId, name, amount }) => (
            <li key={promotionId}>
              <span>{readText(name, locale).text}</span>
              <span>−{formatMoney(amount, locale)}</span>
            </li>
          ))}
      </ul>
      <form
        method="post"
        action="/bff/cart/coupons"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const code = String(new FormData(form).get('code') ?? '').trim()
          if (code) void addCoupon(code).then((problem) => problem ?? form.reset())
        }}
      >
        <input type="hidden" name="locale" value={locale} />
        <p className={field.field}>
          <label htmlFor="coupon">{m.coupon}</label>
          <input
            id="coupon"
            name="code"
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={80}
          />
        </p>
        <button type="submit" className={`${button.button} ${button.quiet}`}>
          {m.apply}
        </button>
      </form>
    </div>
  )
}

type CodeProps = CouponProps & { readonly code: string }

function Code({ code, cart, locale }: CodeProps) {
  const m = cartMessages(locale)
  const applied = cart.promotions?.find((one) => one.code === code)
  const rejected = cart.rejectedCodes?.find((one) => one.code === code)
  return (
    <li>
      <span>
        {code}
        {rejected && <em> {readText(rejected.message, locale).text}</em>}
      </span>
      {applied && <span>−{formatMoney(applied.amount, locale)}</span>}
      <form
        method="post"
        action="/bff/cart/coupons/removals"
        onSubmit={(event) => {
          event.preventDefault()
          void removeCoupon(code)
        }}
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="code" value={code} />
        <button type="submit" className={button.text} aria-label={m.removeCode(code)}>
          {m.remove}
        </button>
      </form>
    </li>
  )
}
