import type { Address } from '@comptoir/contracts/common'

export const addressFields = [
  'recipient',
  'company',
  'line1',
  'line2',
  'postalCode',
  'city',
  'countryCode',
  'phone',
] as const
export type AddressField = (typeof addressFields)[number]
/** An address as it is typed: what is not given is empty. */
export type AddressForm = Readonly<Record<AddressField, string>>

export const emptyAddress: AddressForm = {
  ...{ recipient: '', company: '', line1: '', line2: '', postalCode: '', city: '' },
  ...{ countryCode: 'FR', phone: '' },
}

/** Without these there is no address. */
export const requiredFields: readonly AddressField[] = [
  'recipient',
  'line1',
  'postalCode',
  'city',
  'countryCode',
]

/** An address as the API takes it: nothing that was left empty. */
export function toAddress(form: AddressForm): AddressForm {
  const given = addressFields.flatMap((field) => {
    const text = form[field].trim()
    return text === '' ? [] : [[field, text] as const]
  })
  return Object.fromEntries(given) as AddressForm
}

/** A known address as a form has it. */
export function formOf(address: Address): AddressForm {
  const given = addressFields.map((field) => [field, address[field] ?? ''] as const)
  return Object.fromEntries(given) as AddressForm
}

/** Required fields in which nothing was typed. */
export const missingFields = (form: AddressForm): AddressField[] =>
  requiredFields.filter((field) => form[field].trim() === '')
