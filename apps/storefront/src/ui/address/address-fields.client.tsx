'use client'

import { addressMessages } from '../../messages/address.ts'
import type { Locale } from '../../messages/messages.ts'
import field from '../field.module.css'
import { Field } from '../field.tsx'
import styles from './address.module.css'
import type { AddressField, AddressForm } from './address-form.ts'
import { countriesOf } from './countries.ts'

type AddressFieldsProps = {
  readonly locale: Locale
  /** What the names of its fields begin with: `shippingAddress`, as the API has it. */
  readonly name: string
  /** What the browser may fill it in from. */
  readonly section?: 'shipping' | 'billing'
  readonly address: AddressForm
  /** What is wrong, by the whole name of the field: `shippingAddress.city`. */
  readonly faults: Readonly<Record<string, string>>
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
  const { locale, name, section, address, faults, countries, onChange } = props
  const m = addressMessages(locale)
  const token = (key: AddressField) => (section ? `${section} ${tokens[key]}` : tokens[key])
  const of = (key: AddressField, more: { readonly type?: string; readonly hint?: string } = {}) => (
    <Field
      {...more}
      name={`${name}.${key}`}
      label={m.fields[key]}
      value={address[key]}
      error={faults[`${name}.${key}`]}
      autoComplete={token(key)}
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
        <label htmlFor={`${name}.countryCode`}>{m.fields.countryCode}</label>
        <select
          id={`${name}.countryCode`}
          value={address.countryCode}
          autoComplete={token('countryCode')}
          onChange={({ target }) => onChange({ ...address, countryCode: target.value })}
        >
          {countriesOf(countries, address.countryCode, locale).map(({ code, text }) => (
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
