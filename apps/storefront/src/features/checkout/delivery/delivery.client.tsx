'use client'

import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { RadioCards } from '../../../ui/radio-cards.tsx'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from '../checkout.module.css'
import type { CheckoutForm, Faults } from '../form/checkout-form.ts'
import { PickupPoints } from './pickup-points.client.tsx'
import type { QuoteState } from './use-quote.ts'

type DeliveryProps = {
  readonly locale: Locale
  readonly form: CheckoutForm
  readonly faults: Faults
  readonly destination: { readonly countryCode?: string; readonly postalCode?: string }
  readonly quoted: QuoteState
  readonly onChange: (next: Partial<CheckoutForm>) => void
}

/** How the parcel comes: what it costs and when, as the shop quotes it for this address. */
export function Delivery({ locale, form, faults, destination, quoted, onChange }: DeliveryProps) {
  const m = checkoutMessages(locale)
  const { quote, isAsking, problem, again } = quoted
  if (problem)
    return (
      <ProblemAlert code={problem.code} locale={locale}>
        <button type="button" className={button.text} onClick={again}>
          {m.quoteAgain}
        </button>
      </ProblemAlert>
    )
  if (!quote)
    return (
      <p className={styles.hint} role="status">
        {isAsking ? m.quoting : m.addressFirst}
      </p>
    )
  const chosen = quote.shippingOptions.find(({ optionId }) => optionId === form.shippingOptionId)
  return (
    <div className={styles.fields} aria-busy={isAsking}>
      <RadioCards
        name="shippingOptionId"
        legend={m.steps.how}
        chosen={form.shippingOptionId}
        error={faults['shippingOptionId']}
        onChoose={(shippingOptionId) => onChange({ shippingOptionId, pickupPointId: '' })}
        cards={quote.shippingOptions.map((option) => toCard(option, locale))}
      />
      {chosen?.kind === 'pickup' && (
        <PickupPoints
          {...{ locale, destination, chosen: form.pickupPointId, error: faults['pickupPointId'] }}
          onChoose={(pickupPointId) => onChange({ pickupPointId })}
        />
      )}
    </div>
  )
}

function toCard({ optionId, name, price, delivery, unavailable }: ShippingOption, locale: Locale) {
  const m = checkoutMessages(locale)
  const day = (date: string) => formatDate(date, 'day', locale)
  const when = delivery && m.delivered(day(delivery.from), day(delivery.to))
  return {
    value: optionId,
    title: readText(name, locale).text,
    detail: unavailable ? m.unavailable : when,
    price: price.amount === 0 ? m.free : formatMoney(price, locale),
    isDisabled: unavailable === true,
  }
}
