import type { NotApplied, PromotionCriteria } from '@comptoir/contracts/promotions/schemas'
import type { OpenLine } from './reductions.ts'
import type { CartSnapshot, Offer } from './snapshot.ts'

/** Why an offer is not for this cart, whatever else applies; undefined when it is. */
export function unmetOf(offer: Offer, cart: CartSnapshot): NotApplied | undefined {
  return (
    timeUnmet(offer, cart.at) ??
    offer.reached ??
    customerUnmet(offer.criteria, cart) ??
    placeUnmet(offer.criteria, cart)
  )
}

function timeUnmet({ window, isPaused }: Offer, at: Date): NotApplied | undefined {
  const { startsAt, endsAt } = window
  if (startsAt && at.getTime() < Date.parse(startsAt)) return 'not_started'
  if (endsAt && at.getTime() >= Date.parse(endsAt)) return 'ended'
  return isPaused ? 'paused' : undefined
}

function customerUnmet(
  { customerStatuses, customerTags, firstOrder }: PromotionCriteria,
  { customer }: CartSnapshot,
): NotApplied | undefined {
  if (!customerStatuses && !customerTags && !firstOrder) return undefined
  if (!customer) return 'sign_in'
  if (customerStatuses && !customerStatuses.includes(customer.status)) return 'customer_status'
  if (customerTags && !customer.tags.some((tag) => customerTags.includes(tag)))
    return 'customer_tag'
  return firstOrder && customer.hasOrdered ? 'first_order' : undefined
}

function placeUnmet(
  { countryCodes, paymentMethods }: PromotionCriteria,
  { countryCode, paymentMethod }: CartSnapshot,
): NotApplied | undefined {
  if (countryCodes && !isAmong(countryCodes, countryCode)) return 'country'
  return paymentMethods && !isAmong(paymentMethods, paymentMethod) ? 'payment_method' : undefined
}

const isAmong = (names: readonly string[], name: string | undefined) =>
  name !== undefined && names.includes(name)

/** Why an offer is not for the lines that are left of a cart, in its currency. */
export function amountUnmet(
  { criteria, benefit }: Offer,
  lines: readonly OpenLine[],
  currency: string,
): NotApplied | undefined {
  const { minimumSubtotal, minimumQuantity } = criteria
  if (lines.length === 0) return benefit.kind === 'gift' ? 'add_gift' : 'nothing_eligible'
  const asked = [minimumSubtotal, 'amount' in benefit ? benefit.amount : undefined]
  const price = 'price' in benefit ? benefit.price : undefined
  if ([...asked, price].some((money) => money && money.currency !== currency)) return 'currency'
  const total = lines.reduce((sum, { left }) => sum + left, 0)
  if (minimumSubtotal && total < minimumSubtotal.amount) return 'minimum_subtotal'
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return minimumQuantity && pieces < minimumQuantity ? 'minimum_quantity' : undefined
}
