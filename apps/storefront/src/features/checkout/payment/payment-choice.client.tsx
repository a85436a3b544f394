'use client'

import type { PaymentMethods, PaymentOffer } from '@comptoir/contracts/payments/schemas'
import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Alert } from '../../../ui/alert.tsx'
import { RadioCards } from '../../../ui/radio-cards.tsx'
import styles from '../checkout.module.css'

type PaymentChoiceProps = {
  readonly locale: Locale
  readonly methods: PaymentMethods | null
  /** Whether nothing is really sold: then the simulator's test cases are shown. */
  readonly isDemo: boolean
  readonly chosen: string
  readonly error: string | undefined
  readonly onChoose: (payment: string) => void
}

/** What every card of the simulator says. */
const simulatorCard = 'pm_card_visa'

const offersOf = (methods: PaymentMethods | null): readonly PaymentOffer[] => {
  if (!methods) return []
  return methods.offers ?? [methods]
}

/** How one pays: nothing of a card is ever typed here. */
export function PaymentChoice(props: PaymentChoiceProps) {
  const { locale, methods, isDemo, chosen, error, onChoose } = props
  const m = checkoutMessages(locale)
  const offers = offersOf(methods)
  if (offers.length === 0)
    return (
      <Alert>
        <p>{m.methodsDown}</p>
      </Alert>
    )
  const cards = offers.flatMap((offer) =>
    offer.methods.flatMap(({ type, token = tokenOf(offer) }) =>
      token ? [{ value: `${offer.provider}:${token}`, title: m.methods[type] ?? type }] : [],
    ),
  )
  const isSimulated = offers.some(({ mode }) => mode === 'simulator')
  return (
    <>
      <RadioCards name="payment" legend={m.steps.pay} {...{ cards, chosen, error, onChoose }} />
      <p className={styles.hint}>{isSimulated ? m.simulated : m.cardHint}</p>
      {isSimulated && isDemo && (
        <details>
          <summary>{m.testCases}</summary>
          <RadioCards
            name="test-case"
            legend={m.testCases}
            {...{ chosen, onChoose }}
            cards={Object.entries(m.cards).map(([token, title]) => ({
              ...{ value: `stripe:${token}`, title, detail: token },
            }))}
          />
        </details>
      )}
    </>
  )
}

/** With the simulator a card is a name; else its token is made by the provider's own page. */
const tokenOf = ({ provider, mode }: PaymentOffer): string | undefined =>
  provider === 'stripe' && mode === 'simulator' ? simulatorCard : undefined

/** The first way to pay that there is. */
export function firstPayment(methods: PaymentMethods | null): string {
  const [offer] = offersOf(methods)
  const token = offer && (offer.methods[0]?.token ?? tokenOf(offer))
  return offer && token ? `${offer.provider}:${token}` : ''
}
