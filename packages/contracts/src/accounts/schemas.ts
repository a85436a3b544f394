import { z } from '@hono/zod-openapi'
import { Address, Instant, jsonBody, Locale } from '../common.ts'
import { Email } from '../email.ts'
import { checkLabel, checkVisible, NewAddress } from '../postal/postal-address.ts'

export const Role = z.enum(['customer', 'vendor', 'support', 'staff', 'admin']).openapi('Role')
export type Role = z.infer<typeof Role>

export const CustomerStatus = z
  .enum(['standard', 'silver', 'gold', 'vip'])
  .openapi('CustomerStatus')

/** What other services may know of an account. */
export const AccountSummary = z
  .object({
    userId: z.string(),
    email: z.string(),
    status: z.enum(['active', 'suspended', 'anonymised']),
    customerStatus: CustomerStatus,
    locale: Locale,
    name: z.string(),
  })
  .openapi('AccountSummary')
export type AccountSummary = z.infer<typeof AccountSummary>

const Name = z.string().trim().max(100)
export const NewPassword = z.string().min(12).max(200)

export const Preferences = z
  .object({
    currency: z.string().regex(/^[A-Z]{3}$/),
    notifications: z.array(z.enum(['email', 'sms', 'push'])).max(3),
    marketingConsent: z.boolean(),
  })
  .openapi('Preferences')
export type Preferences = z.infer<typeof Preferences>

export const Profile = z
  .object({
    userId: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().optional(),
    locale: Locale,
    roles: z.array(Role),
    status: z.enum(['active', 'suspended', 'anonymised']),
    customerStatus: CustomerStatus,
    preferences: Preferences,
    createdAt: Instant,
    version: z.int(),
  })
  .openapi('Profile')
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
export const Session = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresInSeconds: z.int(),
    refreshToken: z.string(),
    user: Profile,
  })
  .openapi('Session')

export const Registration = z
  .object({
    email: Email,
    password: NewPassword,
    firstName: Name.default(''),
    lastName: Name.default(''),
    locale: Locale.default('fr'),
  })
  .openapi('Registration')

export const refreshToken = jsonBody(z.object({ refreshToken: z.string().min(1).max(200) }))

export const ProfileChange = z
  .object({ firstName: Name, lastName: Name, phone: z.string().trim().max(32), locale: Locale })
  .partial()
  .openapi('ProfileChange')
export type ProfileChange = z.infer<typeof ProfileChange>
