import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import { type AddressForm, addressFields, toAddress } from '../../ui/address/address-form.ts'

export type Kinds = Pick<SavedAddress, 'isDefaultShipping' | 'isDefaultBilling'>
/** An address as the API takes it. */
export type AddressWish = Omit<SavedAddress, 'addressId'>

/** A known address as it would be written again. */
export function wishOf({ addressId: _id, ...wish }: SavedAddress): AddressWish {
  return wish
}

/** An address as it is now, as the default of a kind; nothing when it is there no more. */
export function defaultWish(
  items: readonly SavedAddress[],
  { addressId }: SavedAddress,
  kind: keyof Kinds,
): AddressWish | undefined {
  const now = items.find((one) => one.addressId === addressId)
  return now && { ...wishOf(now), [kind]: true }
}

/**
 * What was typed, over what was known: a third line, which no form shows, stays; so does the spelling in Latin letters of lines that
 * did not change.
 */
export function toWish(form: AddressForm, kinds: Kinds, known?: SavedAddress): AddressWish {
  const typed = toAddress(form)
  const latin = Object.entries(known?.latin ?? {}).filter(([field]) => {
    const isTyped = addressFields.some((one) => one === field)
    const name = field as keyof AddressForm
    return !isTyped || typed[name] === known?.[name]
  })
  return {
    ...typed,
    ...kinds,
    ...(known?.line3 && { line3: known.line3 }),
    ...(latin.length > 0 && { latin: Object.fromEntries(latin) }),
  }
}
