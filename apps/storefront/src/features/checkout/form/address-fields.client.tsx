'use client'

import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import field from '../../../ui/field.module.css'
import { Field } from '../../../ui/field.tsx'
import styles from '../checkout.module.css'
import type { AddressField, AddressForm, Faults } from './checkout-form.ts'
import { countriesOf } from './countries.ts'

type AddressFieldsProps = {
  readonly locale: Locale
  /** `shippingAddress` or `billingAddress`: as the API names them. */
  readonly name: 'shippingAddress' | 'billingAddress'
  readonly address: AddressForm
  readonly faults: Faults
  /** Where the shop delivers to; empty: anywhere. */
  readonly countries: readonly string[]
  readonly onChange: (address: AddressForm) => void
}

const tokens: Readonly<Record<AddressField, string>> = {
  ...{ recipient: 'name', company: 'organization', line1: 'address-line1', line2: 'address-line2' },
  ...{ postalCode: 'postal-code', city: 'address-level2', countryCode: 'country', phone: 'tel' },
}

/** An address in the words of its country; the browser may fill it in. */
export function AddressFields(props: AddressFieldsProps) {
  const { locale, name, address, faults, countries, onChange } = props
  const m = checkoutMessages(locale)
  const section = name === 'shippingAddress' ? 'shipping' : 'billing'
  const of = (key: AddressField, more: { readonly type?: string; readonly hint?: string } = {}) => (
    <Field
      {...more}
      name={`${name}.${key}`}
      label={m.address[key]}
      value={address[key]}
      error={faults[`${name}.${key}`]}
      autoComplete={`${section} ${tokens[key]}`}
      maxLength={key === 'postalCode' ? 16 : 100}
      onChange={({ target }) => onChange({ ...address, [key]: target.value })}
    />
  )
  return (
    <div className={styles.fields}>
      {of('recipient')}
      {of('company')}
      {of('line1')}
      {of('line2')}
      <div className={styles.pair}>
        {of('postalCode')}
        {of('city')}
      </div>
      <p className={field.field}>
        <label htmlFor={`${name}.countryCode`}>{m.address.countryCode}</label>
        <select
          id={`${name}.countryCode`}
          value={address.countryCode}
          autoComplete={`${section} country`}
          onChange={({ target }) => onChange({ ...address, countryCode: target.value })}
        >
          {countriesOf(countries, locale).map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </select>
      </p>
      {of('phone', { type: 'tel', hint: m.phoneHint })}
    </div>
  )
}
