import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import type { Money } from '@comptoir/contracts/common'
import {
  type AddressForm,
  emptyAddress,
  requiredFields,
  toAddress,
} from '../../../ui/address/address-form.ts'

/** What a shopper types and chooses; kept over a reload, without the payment. */
export type CheckoutForm = {
  readonly email: string
  /** One of the account, `new` for what is typed; empty: not chosen yet. */
  readonly addressId: string
  readonly address: AddressForm
  readonly billingSame: boolean
  readonly billing: AddressForm
  readonly shippingOptionId: string
  readonly pickupPointId: string
  /** `stripe:pm_card_visa` */
  readonly payment: string
  readonly acceptTerms: boolean
}

export const emptyForm: CheckoutForm = {
  ...{ email: '', addressId: '', address: emptyAddress, billingSame: true },
  ...{ billing: emptyAddress, shippingOptionId: '', pickupPointId: '', payment: '' },
  acceptTerms: false,
}

/** Where the parcel goes: one of the account, or what was typed. */
export function shippingAddressOf(form: CheckoutForm, saved: readonly SavedAddress[]) {
  const chosen = saved.find(({ addressId }) => addressId === form.addressId)
  if (!chosen) return toAddress(form.address)
  const { addressId: _id, isDefaultShipping: _s, isDefaultBilling: _b, ...address } = chosen
  return address
}

/** What to choose by itself of the addresses of an account; nothing where the shopper has chosen. */
export function usualAddress(
  { addressId, address }: CheckoutForm,
  saved: readonly SavedAddress[],
): string | undefined {
  if (addressId === 'new' || saved.some((one) => one.addressId === addressId)) return undefined
  if (saved.length > 0 && address.line1 !== '') return 'new'
  return (saved.find(({ isDefaultShipping }) => isDefaultShipping) ?? saved[0])?.addressId
}

/** Enough of it to work out a delivery. */
export const isQuotable = (address: { countryCode?: string; postalCode?: string }): boolean =>
  /^[A-Z]{2}$/.test(address.countryCode ?? '') && (address.postalCode ?? '').length >= 4

/** What of a refusal or of an empty field belongs to which field: `shippingAddress.city`. */
export type Faults = Readonly<Record<string, string>>

export type Wanted = {
  readonly cartId: string
  readonly isGuest: boolean
  readonly saved: readonly SavedAddress[]
  readonly expectedTotal: Money | undefined
  readonly needsPoint: boolean
  readonly locale: 'fr' | 'en'
}

/** Fields that keep the order from being sent, by the names that the API gives them. */
export function missingIn(form: CheckoutForm, wanted: Wanted): string[] {
  const isMissing: Readonly<Record<string, boolean>> = {
    email: wanted.isGuest && !/^\S+@\S+\.\S+$/.test(form.email),
    ...missingAddresses(form, wanted),
    shippingOptionId: form.shippingOptionId === '' || !wanted.expectedTotal,
    pickupPointId: wanted.needsPoint && form.pickupPointId === '',
    paymentMethod: form.payment === '',
    acceptTerms: !form.acceptTerms,
  }
  return Object.keys(isMissing).filter((field) => isMissing[field])
}

function missingAddresses(form: CheckoutForm, { saved, needsPoint }: Wanted) {
  const shipping: Partial<AddressForm> = shippingAddressOf(form, saved)
  const billing = form.billingSame ? shipping : toAddress(form.billing)
  const needed = needsPoint ? [...requiredFields, 'phone' as const] : requiredFields
  return {
    ...Object.fromEntries(needed.map((field) => [`shippingAddress.${field}`, !shipping[field]])),
    ...Object.fromEntries(
      requiredFields.map((field) => [
        `billingAddress.${field}`,
        !form.billingSame && !billing[field],
      ]),
    ),
  }
}

/** `stripe:pm_card_visa` as the API names a method. */
export function methodOf(payment: string): { provider: string; token: string } {
  const [provider = 'stripe', token = ''] = payment.split(':')
  return { provider, token }
}

/** The order as the shop gets it. */
export function toOrder(form: CheckoutForm, wanted: Wanted) {
  const { cartId, isGuest, saved, expectedTotal, needsPoint, locale } = wanted
  return {
    ...{ cartId, locale, acceptTerms: true as const },
    shippingAddress: shippingAddressOf(form, saved),
    ...(!form.billingSame && { billingAddress: toAddress(form.billing) }),
    paymentMethod: methodOf(form.payment),
    ...(isGuest && { email: form.email.trim() }),
    shippingOptionId: form.shippingOptionId,
    ...(needsPoint && { pickupPointId: form.pickupPointId }),
    ...(expectedTotal && { expectedTotal }),
  }
}

export type OrderWish = ReturnType<typeof toOrder>
