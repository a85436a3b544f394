import type { Address } from '@comptoir/contracts/common'

/** An address as a form has it: every field is there. */
export type AddressValues = {
  readonly recipient: string
  readonly company: string
  readonly line1: string
  readonly line2: string
  readonly postalCode: string
  readonly city: string
  readonly countryCode: string
  readonly phone: string
}

export const noAddress: AddressValues = {
  ...{ recipient: '', company: '', line1: '', line2: '', postalCode: '', city: '' },
  ...{ countryCode: 'FR', phone: '' },
}

export const addressFields = Object.keys(noAddress) as (keyof AddressValues)[]

/** The fields of an address that is there. */
export const valuesOf = (address: Partial<Address> | undefined): AddressValues => ({
  ...noAddress,
  ...Object.fromEntries(
    addressFields.flatMap((name) => (address?.[name] ? [[name, address[name]]] : [])),
  ),
})

/** The address that was filled in; what is empty is left out. What a form has no field for stays as it was. */
export function addressOf(values: AddressValues, before: Partial<Address> = {}): Address {
  const typed = Object.entries(values).map(([name, text]) => [name, text.trim()] as const)
  const optional = Object.fromEntries(typed.filter(([, text]) => text !== ''))
  const { company: _, line2: __, phone: ___, latin: ____, ...rest } = before
  return { ...rest, ...required(values), ...optional }
}

const required = ({ recipient, line1, postalCode, city, countryCode }: AddressValues) => ({
  ...{ recipient, line1, postalCode, city, countryCode },
})

/** Whether somebody began to fill it in. */
export const isFilled = ({ countryCode: _, ...values }: AddressValues): boolean =>
  Object.values(values).some((text) => text.trim() !== '')
