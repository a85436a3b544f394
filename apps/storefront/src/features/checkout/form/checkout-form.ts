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
  /** Nothing as long as it is not chosen. */
  readonly billingSame?: boolean
  /** As `addressId`, of the invoice. */
  readonly billingAddressId: string
  readonly billing: AddressForm
  readonly shippingOptionId: string
  readonly pickupPointId: string
  /** `stripe:pm_card_visa` */
  readonly payment: string
  readonly acceptTerms: boolean
}

export const emptyForm: CheckoutForm = {
  ...{ email: '', addressId: '', address: emptyAddress, billingAddressId: '' },
  ...{ billing: emptyAddress, shippingOptionId: '', pickupPointId: '', payment: '' },
  acceptTerms: false,
}

function ofAccount(addressId: string, saved: readonly SavedAddress[]) {
  const found = saved.find((one) => one.addressId === addressId)
  if (!found) return undefined
  const { addressId: _id, isDefaultShipping: _s, isDefaultBilling: _b, ...address } = found
  return address
}

/** Where the parcel goes: one of the account, or what was typed. */
export const shippingAddressOf = (form: CheckoutForm, saved: readonly SavedAddress[]) =>
  ofAccount(form.addressId, saved) ?? toAddress(form.address)

/** The address of the invoice, of those of the account: the one that was chosen, else the one that it is by default; or `new`. */
export function billingChoice(
  { billingAddressId, billing }: CheckoutForm,
  saved: readonly SavedAddress[],
): string {
  const isKnown = saved.some(({ addressId }) => addressId === billingAddressId)
  if (isKnown || billingAddressId === 'new') return billingAddressId
  if (billing.line1 !== '') return 'new'
  return (saved.find(({ isDefaultBilling }) => isDefaultBilling) ?? saved[0])?.addressId ?? 'new'
}

/** For whom the invoice is, where it is not for whom the parcel is. */
const billingAddressOf = (form: CheckoutForm, saved: readonly SavedAddress[]) =>
  ofAccount(billingChoice(form, saved), saved) ?? toAddress(form.billing)

/**
 * Whether the invoice goes where the parcel goes. As long as nobody has said so: unless the account has it sent elsewhere than parcels
 * by default, and the parcel does not go there.
 */
export function isBillingSame(form: CheckoutForm, saved: readonly SavedAddress[]): boolean {
  if (form.billingSame !== undefined) return form.billingSame
  const usual = saved.find(({ isDefaultBilling }) => isDefaultBilling)
  return !usual || usual.isDefaultShipping || usual.addressId === form.addressId
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
  const isSame = isBillingSame(form, saved)
  const billing: Partial<AddressForm> = isSame ? shipping : billingAddressOf(form, saved)
  const needed = needsPoint ? [...requiredFields, 'phone' as const] : requiredFields
  return {
    ...Object.fromEntries(needed.map((field) => [`shippingAddress.${field}`, !shipping[field]])),
    ...Object.fromEntries(
      requiredFields.map((field) => [`billingAddress.${field}`, !isSame && !billing[field]]),
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
    ...(!isBillingSame(form, saved) && { billingAddress: billingAddressOf(form, saved) }),
    paymentMethod: methodOf(form.payment),
    ...(isGuest && { email: form.email.trim() }),
    shippingOptionId: form.shippingOptionId,
    ...(needsPoint && { pickupPointId: form.pickupPointId }),
    ...(expectedTotal && { expectedTotal }),
  }
}

export type OrderWish = ReturnType<typeof toOrder>
