'use client'

import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import type { ReactNode } from 'react'
import { checkoutMessages } from '../../messages/checkout.ts'
import type { Locale } from '../../messages/messages.ts'
import { AddressFields } from '../../ui/address/address-fields.client.tsx'
import { Field } from '../../ui/field.tsx'
import { Checkbox } from '../../ui/form/checkbox.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import {
  billingChoice,
  type CheckoutForm,
  type Faults,
  isBillingSame,
} from './form/checkout-form.ts'
import { orderFormId } from './order-button.client.tsx'
import type { CheckoutView } from './use-checkout.ts'

export type SectionProps = {
  readonly locale: Locale
  readonly view: CheckoutView
  readonly form: CheckoutForm
  readonly faults: Faults
  readonly onChange: (next: Partial<CheckoutForm>) => void
}

/** Who orders: the account, or an email. The form to sign in is put in by the page. */
export function Who({
  locale,
  view,
  form,
  faults,
  onChange,
  entry,
  isSignedOut,
}: SectionProps & { readonly entry: ReactNode; readonly isSignedOut: boolean }) {
  const m = checkoutMessages(locale)
  if (isSignedOut)
    return (
      <>
        <p>{m.signInAgain}</p>
        {entry}
      </>
    )
  if (view.person) {
    const { firstName, lastName, email } = view.person
    return <p>{m.signedInAs(`${firstName} ${lastName}`.trim() || email)}</p>
  }
  if (view.shop?.guestOrders === false)
    return (
      <>
        <p>{m.accountNeeded}</p>
        {entry}
      </>
    )
  return (
    <>
      <Field
        name="email"
        type="email"
        label={m.email}
        hint={m.emailHint}
        autoComplete="email"
        form={orderFormId}
        value={form.email}
        error={faults['email']}
        onChange={({ target }) => onChange({ email: target.value })}
      />
      <details>
        <summary>{m.haveAccount}</summary>
        {entry}
      </details>
    </>
  )
}

/** Where the parcel goes, and for whom the invoice is. */
export function Where({ locale, view, form, faults, onChange }: SectionProps) {
  const m = checkoutMessages(locale)
  const saved = view.addresses ?? []
  const isSame = isBillingSame(form, saved)
  const billingId = billingChoice(form, saved)
  const countries = view.shop?.countries ?? []
  return (
    <>
      <SavedAddresses
        {...{ locale, saved, name: 'addressId', legend: m.savedAddresses, chosen: form.addressId }}
        onChoose={(addressId) => onChange({ addressId })}
      />
      {(saved.length === 0 || form.addressId === 'new') && (
        <AddressFields
          {...{ locale, faults, countries, address: form.address, name: 'shippingAddress' }}
          section="shipping"
          onChange={(address) => onChange({ address })}
        />
      )}
      <Checkbox
        label={m.billingSame}
        checked={isSame}
        onChange={({ target }) => onChange({ billingSame: target.checked })}
      />
      {!isSame && (
        <SavedAddresses
          {...{ locale, saved, name: 'billingAddressId', legend: m.billing, chosen: billingId }}
          onChoose={(billingAddressId) => onChange({ billingAddressId })}
        />
      )}
      {!isSame && billingId === 'new' && (
        <AddressFields
          {...{ locale, faults, countries: [], address: form.billing, name: 'billingAddress' }}
          section="billing"
          onChange={(billing) => onChange({ billing })}
        />
      )}
    </>
  )
}

type SavedAddressesProps = {
  readonly locale: Locale
  readonly saved: readonly SavedAddress[]
  readonly name: string
  readonly legend: string
  readonly chosen: string
  readonly onChoose: (addressId: string) => void
}

/** The addresses of the account to choose from, and another one. */
function SavedAddresses({ locale, saved, ...cards }: SavedAddressesProps) {
  if (saved.length === 0) return null
  return (
    <RadioCards
      {...cards}
      cards={[
        ...saved.map(({ addressId, recipient, line1, postalCode, city }) => ({
          ...{ value: addressId, title: recipient },
          detail: `${line1}, ${postalCode} ${city}`,
        })),
        { value: 'new', title: checkoutMessages(locale).otherAddress },
      ]}
    />
  )
}
