import type { Address } from './common.ts'

/**
 * What takes the place of personal data when an account is deleted (GDPR, article 17). Ids stay: a user's id names
 * nobody once accounts has forgotten whose it is, and the books that mention it agree.
 */
const erased = 'erased'

const erasedDomain = '@anonymised.invalid'

/** The address of nobody (RFC 2606: `.invalid` is never given). */
export const erasedEmail = (userId: string): string => `${userId}${erasedDomain}`
export const isErasedEmail = (email: string): boolean => email.endsWith(erasedDomain)

/** In the place of a provider's token of somebody's means of payment. */
export const erasedToken = erased

/** What statistics and VAT need of an address: the country, and the first two signs of the postal code. */
export const erasedAddress = ({ countryCode, postalCode }: Address): Address => ({
  recipient: erased,
  line1: erased,
  postalCode: postalCode.slice(0, 2),
  city: erased,
  countryCode,
})

export const isErasedAddress = ({ recipient, line1, city }: Address): boolean =>
  [recipient, line1, city].every((line) => line === erased)
