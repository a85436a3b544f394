'use client'

import { totalsRows } from '../../../../features/cart/totals.ts'
import { Checkout } from '../../../../features/checkout/checkout.client.tsx'
import { EntryForm } from '../../../../features/session/entry-form.client.tsx'
import type { Locale } from '../../../../messages/messages.ts'

/** The checkout with the ticket of the cart and the form to sign in: features know nothing of each other. */
export function CheckoutView({ locale }: { readonly locale: Locale }) {
  return (
    <Checkout
      locale={locale}
      rowsOf={(totals, hasShipping) => totalsRows({ totals, locale, hasShipping })}
      entry={(onEntered) => (
        <EntryForm
          locale={locale}
          kind="sign-in"
          next={`/${locale}/checkout`}
          onEntered={onEntered}
        />
      )}
    />
  )
}
