import { Address, Instant, Locale } from '@comptoir/contracts/common'
import { z } from 'zod'

const CustomerStatus = z.enum(['standard', 'silver', 'gold', 'vip'])

const StoredAddress = Address.extend({
  addressId: z.string(),
  isDefaultShipping: z.boolean(),
  isDefaultBilling: z.boolean(),
})
export type StoredAddress = z.infer<typeof StoredAddress>

const StatusChange = z.object({
  to: CustomerStatus,
  by: z.string(),
  reason: z.string(),
  at: Instant,
})
export type StatusChange = Readonly<z.infer<typeof StatusChange>>

/** How accounts are stored, apart from the public profile. */
export const StoredAccount = z.object({
  userId: z.string(),
  email: z.string(),
  /** Empty when anonymised: nothing matches it. */
  passwordHash: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().optional(),
  locale: Locale,
  roles: z.array(z.enum(['customer', 'vendor', 'support', 'staff', 'admin'])),
  status: z.enum(['active', 'suspended', 'anonymised']),
  customerStatus: CustomerStatus,
  customerStatusHistory: z.array(StatusChange),
  preferences: z.object({
    currency: z.string(),
    notifications: z.array(z.enum(['email', 'sms', 'push'])),
    marketingConsent: z.boolean(),
  }),
  addresses: z.array(StoredAddress),
  createdAt: Instant,
  /** Access tokens of a lower version are void; accounts from before there were versions have the first. */
  tokenVersion: z.int().default(0),
  /** When tokens were last made void. */
  tokensRevokedAt: Instant.optional(),
})
