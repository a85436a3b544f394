'use client'

import type { Cart } from '@comptoir/contracts/carts/schemas'
import { formatMoney } from '@comptoir/site/money'
import { type ReactNode, type SyntheticEvent, useEffect, useState } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { FaultSummary } from '../../ui/form/fault-summary.tsx'
import { setQuantity } from '../../visitor/cart-store.ts'
import styles from './checkout.module.css'
import type { CheckoutProps } from './checkout-props.ts'
import { Delivery } from './delivery/delivery.client.tsx'
import { type QuoteState, useQuote } from './delivery/use-quote.ts'
import {
  type CheckoutForm,
  type Faults,
  methodOf,
  missingIn,
  shippingAddressOf,
  toOrder,
  usualAddress,
  type Wanted,
} from './form/checkout-form.ts'
import { faultsOfMissing, faultsOfRefusal, listOf } from './form/faults.ts'
import { OrderButton, orderFormId } from './order-button.client.tsx'
import type { Ordering } from './ordering/use-order.ts'
import { OutcomePanel } from './outcome-panel.client.tsx'
import { firstPayment, PaymentChoice } from './payment/payment-choice.client.tsx'
import { type SectionProps, Where, Who } from './sections.client.tsx'
import { Summary } from './summary.client.tsx'
import { type CheckoutView, useCheckoutForm } from './use-checkout.ts'

type OrderFormProps = CheckoutProps & {
  readonly view: CheckoutView
  readonly cart: Cart
  readonly reload: () => Promise<void>
  readonly ordering: Ordering
}

/** What the cart costs with what is chosen, and so what would be ordered. */
function useWanted({ locale, view, cart }: OrderFormProps, form: CheckoutForm, round: number) {
  const saved = view.addresses ?? []
  const destination = shippingAddressOf(form, saved)
  const isGuest = view.person === null
  const quoted = useQuote({
    ...{ cartVersion: cart.version, round, shippingOptionId: form.shippingOptionId },
    ...{ countryCode: destination.countryCode, postalCode: destination.postalCode },
    email: isGuest && form.email.includes('@') ? form.email.trim() : undefined,
    provider: form.payment ? methodOf(form.payment).provider : undefined,
  })
  const { quote, isAsking } = quoted
  const option = quote?.shippingOptions.find(({ optionId }) => optionId === form.shippingOptionId)
  const wanted: Wanted = {
    ...{ cartId: cart.cartId, isGuest, saved, locale, needsPoint: option?.kind === 'pickup' },
    expectedTotal: isAsking ? undefined : quote?.totals.grandTotal,
  }
  return { quoted, destination, wanted }
}

/** The form of the order: its sections, the ticket, and what came of sending it. */
export function OrderForm(props: OrderFormProps) {
  const { locale, view, cart, reload, entry, ordering } = props
  const m = checkoutMessages(locale)
  const { form, change } = useCheckoutForm()
  const { outcome, forget } = ordering
  const [faults, setFaults] = useState<Faults>({})
  const [round, setRound] = useState(0)
  const { quoted, destination, wanted } = useWanted(props, form, round)
  useDefaults({ view, form, change, quote: quoted.quote })
  useEffect(() => {
    if (outcome?.kind === 'changed') setRound((before) => before + 1)
    if (outcome?.kind === 'wrong') setFaults(faultsOfRefusal(outcome.errors, m))
  }, [outcome, m])
  const missing = missingIn(form, wanted).join()
  useEffect(() => {
    // what was said of a field goes when it is mended; nothing new is said while somebody types
    setFaults((before) => keepOnly(before, missing.split(',')))
  }, [missing])

  function submit(): void {
    if (ordering.isOrdering || quoted.isAsking) return
    setFaults(faultsOfMissing(missing.split(',').filter(Boolean), m))
    if (missing === '') void ordering.order(toOrder(form, wanted))
  }

  const edit = (next: Partial<CheckoutForm>): void => {
    change(next)
    forget()
    if (outcome?.kind === 'wrong') setFaults({})
  }
  const mend = (sku: string, quantity: number): void => {
    forget()
    void setQuantity(sku, quantity).then(reload)
  }
  const section = { locale, view, form, faults, onChange: edit }
  return (
    <div className={styles.columns}>
      <div className={styles.form}>
        {!view.canOrder && <OrdersDown locale={locale} onAgain={() => void reload()} />}
        <FaultSummary title={m.fix} faults={listOf(faults, m)} />
        {/* outside the form: signing in is one of its own */}
        <Section number={1} title={m.steps.who}>
          <Who
            {...section}
            isSignedOut={outcome?.kind === 'signed_out'}
            entry={entry(() => {
              forget()
              void reload()
            })}
          />
        </Section>
        <form id={orderFormId} noValidate className={styles.form} onSubmit={sending(submit)}>
          <Section number={2} title={m.steps.where}>
            <Where {...section} />
          </Section>
          <Section number={3} title={m.steps.how}>
            <Delivery {...section} {...{ destination, quoted }} />
          </Section>
          <Section number={4} title={m.steps.pay}>
            <Pay {...section} />
          </Section>
        </form>
      </div>
      <Closing {...{ ...props, ...section, cart, quoted, ordering, submit, mend }} />
    </div>
  )
}

type OrdersDownProps = { readonly locale: Locale; readonly onAgain: () => void }

/** Said before somebody types an address. What is typed is kept, and may be sent all the same. */
function OrdersDown({ locale, onAgain }: OrdersDownProps) {
  const m = checkoutMessages(locale)
  return (
    <Alert>
      <p>{m.ordersDown}</p>
      <button type="button" className={button.text} onClick={onAgain}>
        {m.lookAgain}
      </button>
    </Alert>
  )
}

const keepOnly = (faults: Faults, fields: readonly string[]): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([field]) => fields.includes(field)))

const sending = (submit: () => void) => (event: SyntheticEvent) => {
  event.preventDefault()
  submit()
}

function Pay({ locale, view, form, faults, onChange }: SectionProps) {
  return (
    <PaymentChoice
      {...{ locale, methods: view.methods, isDemo: view.shop?.demo === true }}
      chosen={form.payment}
      error={faults['paymentMethod']}
      onChoose={(payment) => onChange({ payment })}
    />
  )
}

type ClosingProps = SectionProps &
  OrderFormProps & {
    readonly quoted: QuoteState
    readonly submit: () => void
    readonly mend: (sku: string, quantity: number) => void
  }

/** Check and order: the ticket, what came of the last try, the terms, the button. */
function Closing(props: ClosingProps) {
  const { locale, view, cart, form, faults, onChange, quoted, ordering, submit, mend } = props
  const { quote, isAsking } = quoted
  const { outcome, isOrdering } = ordering
  const onAgain = outcome?.kind === 'left' ? ordering.again : submit
  const rows = props.rowsOf(quote?.totals ?? cart.totals, quote !== undefined)
  return (
    <Summary {...{ locale, cart, quote, isBusy: isAsking, rows }}>
      {outcome && <OutcomePanel {...{ outcome, locale, cart, onAgain, onSetQuantity: mend }} />}
      <OrderButton
        {...{ locale, isOrdering, shop: view.shop, isAccepted: form.acceptTerms }}
        error={faults['acceptTerms']}
        isQuoting={isAsking}
        total={quote && formatMoney(quote.totals.grandTotal, locale)}
        onAccept={(acceptTerms) => onChange({ acceptTerms })}
      />
    </Summary>
  )
}

type Defaults = Pick<OrderFormProps, 'view'> &
  Pick<ReturnType<typeof useCheckoutForm>, 'form' | 'change'> & {
    readonly quote: ReturnType<typeof useQuote>['quote']
  }

/** Chooses what a shopper most likely wants: the address of the account, the cheapest delivery, the first way to pay. */
function useDefaults({ view, form, change, quote }: Defaults): void {
  const { addresses, methods } = view
  const usual = usualAddress(form, addresses ?? [])
  useEffect(() => {
    if (usual !== undefined) change({ addressId: usual })
  }, [usual, change])
  const payment = form.payment === '' ? firstPayment(methods) : ''
  useEffect(() => {
    if (payment) change({ payment })
  }, [payment, change])
  const isOffered = quote?.shippingOptions.some(
    ({ optionId, unavailable }) => optionId === form.shippingOptionId && !unavailable,
  )
  useEffect(() => {
    if (!quote || isOffered) return
    const cheapest = quote.shippingOptions
      .filter(({ unavailable, kind }) => !unavailable && kind !== 'pickup')
      .sort((a, b) => a.price.amount - b.price.amount)[0]
    change({ shippingOptionId: cheapest?.optionId ?? '', pickupPointId: '' })
  }, [quote, isOffered, change])
}

type StepProps = {
  readonly number: number
  readonly title: string
  readonly children: ReactNode
}

function Section({ number, title, children }: StepProps) {
  return (
    <section className={styles.section} aria-labelledby={`step-${number}`}>
      <h2 id={`step-${number}`}>
        <span aria-hidden="true">{number}</span>
        {title}
      </h2>
      {children}
    </section>
  )
}
