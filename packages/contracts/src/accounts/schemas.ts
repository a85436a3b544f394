import { z } from '@hono/zod-openapi'
import { Address, Instant, jsonBody, Locale } from '../common.ts'
import { Email } from '../email.ts'
import { checkLabel, checkVisible, NewAddress } from '../postal/postal-address.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { NewPassword } from './password.ts'

export const Role = oneOf('Role', ['customer', 'vendor', 'support', 'staff', 'admin'])
export type Role = z.infer<typeof Role>

export const CustomerStatus = oneOf('CustomerStatus', ['standard', 'silver', 'gold', 'vip'])

/** By what staff group customers for price lists and promotions, beside their state: `press`. */
export const CustomerTags = z.array(requiredText(40)).max(50).openapi('CustomerTags')

/** What other services may know of an account. */
export const AccountSummary = schema('AccountSummary', {
  userId: z.string(),
  email: z.string(),
  status: z.enum(['active', 'suspended', 'anonymised']),
  customerStatus: CustomerStatus,
  tags: CustomerTags.optional(),
  locale: Locale,
  name: z.string(),
})
export type AccountSummary = z.infer<typeof AccountSummary>

const Name = z.string().trim().max(100)

export const Preferences = schema('Preferences', {
  currency: z.string().regex(/^[A-Z]{3}$/),
  notifications: z.array(z.enum(['email', 'sms', 'push'])).max(3),
  marketingConsent: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

export const Profile = schema('Profile', {
  userId: z.string(),
  email: z.string(),
  /** When its owner showed that mail to it arrives. */
  emailVerifiedAt: Instant.optional(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().optional(),
  locale: Locale,
  roles: z.array(Role),
  /** The vendor that somebody with the role `vendor` works for. */
  vendorId: z.string().optional(),
  status: z.enum(['active', 'suspended', 'anonymised']),
  customerStatus: CustomerStatus,
  tags: CustomerTags.optional(),
  preferences: Preferences,
  createdAt: Instant,
  version: z.int(),
})
export type Profile = z.infer<typeof Profile>

export const SavedAddress = Address.extend({
  addressId: z.string(),
  isDefaultShipping: z.boolean(),
  isDefaultBilling: z.boolean(),
}).openapi('SavedAddress')
export type SavedAddress = z.infer<typeof SavedAddress>

export const AddressWish = NewAddress.extend({
  isDefaultShipping: z.boolean().optional(),
  isDefaultBilling: z.boolean().optional(),
})
  .superRefine(checkVisible)
  .superRefine(checkLabel)
  .openapi('AddressWish')
export type AddressWish = z.infer<typeof AddressWish>
export type Session = z.infer<typeof Session>

/** An access token for fifteen minutes at most, and the refresh token that gets the next one, once. */
export const Session = schema('Session', {
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresInSeconds: z.int(),
  refreshToken: z.string(),
  user: Profile,
})

/** An access token of one order, for someone without an account. */
export const GuestToken = schema('GuestToken', {
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresInSeconds: z.int(),
})
export type GuestToken = z.infer<typeof GuestToken>

export const Registration = schema('Registration', {
  email: Email,
  password: NewPassword,
  firstName: Name.default(''),
  lastName: Name.default(''),
  locale: Locale.default('fr'),
})

export const refreshToken = jsonBody({ refreshToken: z.string().min(1).max(200) })

export const ProfileChange = z
  .object({ firstName: Name, lastName: Name, phone: z.string().trim().max(32), locale: Locale })
  .partial()
  .openapi('ProfileChange')
export type ProfileChange = z.infer<typeof ProfileChange>
