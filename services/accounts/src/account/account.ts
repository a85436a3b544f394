import { Consent } from '@comptoir/contracts/accounts/consents'
import type {
  AccountSummary,
  Preferences,
  Profile,
  ProfileChange,
  SavedAddress,
} from '@comptoir/contracts/accounts/schemas'
import { Address, Instant, Locale } from '@comptoir/contracts/common'
import { toEmail } from '@comptoir/contracts/email'
import { erasedEmail } from '@comptoir/contracts/erasure'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { StoredMessage } from '../messages/message.ts'
import { StoredNote } from './notes.ts'

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

const Erasing = z.object({
  requestedBy: z.enum(['owner', 'staff']),
  by: z.string().optional(),
  reason: z.string().optional(),
  at: Instant,
  /** That somebody had shown the email to be theirs. */
  isVerified: z.boolean().optional(),
  /** Which email is to be freed, hashed. */
  emailKey: z.string(),
})
export type Erasing = Readonly<z.infer<typeof Erasing>>

/** How accounts are stored, apart from the public profile. */
export const StoredAccount = z.object({
  userId: z.string(),
  email: z.string(),
  emailVerifiedAt: Instant.optional(),
  /** What its owner is told by mail, as long as it can be sent or its token works. */
  messages: z.array(StoredMessage).optional(),
  /** Empty when anonymised: nothing matches it. */
  passwordHash: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().optional(),
  locale: Locale,
  roles: z.array(z.enum(['customer', 'vendor', 'support', 'staff', 'admin'])),
  /** The vendor that somebody with the role `vendor` works for. */
  vendorId: z.string().optional(),
  status: z.enum(['active', 'suspended', 'anonymised']),
  customerStatus: CustomerStatus,
  customerStatusHistory: z.array(StatusChange),
  tags: z.array(z.string()).optional(),
  /** What staff wrote down; the customer does not see it. */
  notes: z.array(StoredNote).optional(),
  preferences: z.object({
    currency: z.string(),
    notifications: z.array(z.enum(['email', 'sms', 'push'])),
    marketingConsent: z.boolean(),
  }),
  /** What was decided about marketing, oldest first; of before there was a record the preference alone is known. */
  consents: z.array(Consent).optional(),
  addresses: z.array(StoredAddress),
  createdAt: Instant,
  /** Access tokens of a lower version are void; accounts from before there were versions have the first. */
  tokenVersion: z.int().default(0),
  /** When tokens were last made void. */
  tokensRevokedAt: Instant.optional(),
  /** Sessions of before are over. */
  sessionsEndedAt: Instant.optional(),
  /** Invitations whose role was given: each gives it once. */
  acceptedInvitations: z.array(z.string()).optional(),
  /** The person is gone, what follows from it is under way: written with the erasure, taken off by its last step. */
  erasing: Erasing.optional(),
})
export type Account = Readonly<z.infer<typeof StoredAccount>>

/** The form in which an email is unique; what is none (an account that was deleted has none) stays, in lower case. */
export const normaliseEmail = (email: string): string =>
  toEmail(email) ?? email.trim().toLowerCase()

type NewAccount = Pick<
  Account,
  'userId' | 'email' | 'passwordHash' | 'firstName' | 'lastName' | 'locale' | 'roles' | 'createdAt'
> &
  Pick<Partial<Account>, 'emailVerifiedAt'>

export const openAccount = (given: NewAccount): Account => ({
  ...given,
  email: normaliseEmail(given.email),
  status: 'active',
  customerStatus: 'standard',
  customerStatusHistory: [],
  preferences: { currency: 'EUR', notifications: ['email'], marketingConsent: false },
  addresses: [],
  tokenVersion: 0,
})

/** Makes every access token that was given so far void. */
export const revokeTokens = (account: Account, at: string): Account => ({
  ...account,
  tokenVersion: account.tokenVersion + 1,
  tokensRevokedAt: at,
})

export function changeProfile(account: Account, change: ProfileChange): Account {
  requireLiving(account)
  const { phone, ...rest } = change
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  if (phone === undefined) return { ...account, ...known }
  return { ...account, ...known, phone: phone === '' ? undefined : phone }
}

/** Suspends, which ends every token, or lets in again. */
export function changeStatus(account: Account, to: 'active' | 'suspended', at: string): Account {
  requireLiving(account)
  if (account.status === to) return account
  const changed = { ...account, status: to }
  return to === 'suspended' ? revokeTokens(changed, at) : changed
}

export function changeCustomerStatus(account: Account, change: z.infer<typeof StatusChange>) {
  requireLiving(account)
  if (account.customerStatus === change.to) return account
  const customerStatusHistory = [...account.customerStatusHistory, change]
  return { ...account, customerStatus: change.to, customerStatusHistory }
}

/** Sets the tags, each once. */
export function changeTags(account: Account, wanted: readonly string[]): Account {
  requireLiving(account)
  const tags = [...new Set(wanted)]
  return tags.join('\n') === (account.tags ?? []).join('\n') ? account : { ...account, tags }
}

/** Changes what staff wrote down about a customer. */
export function changeNotes(
  account: Account,
  rule: (notes: readonly StoredNote[]) => StoredNote[],
): Account {
  requireLiving(account)
  return { ...account, notes: rule(account.notes ?? []) }
}

/** How many admins there are, and when the change is made. */
type Circumstances = { readonly adminCount: number; readonly at: string }

/**
 * Sets the roles, which ends tokens that say others; someone must remain to set them again. The vendor stays the one that it was,
 * and goes with the role.
 */
export function changeRoles(
  account: Account,
  { adminCount, at, ...wanted }: Circumstances & Pick<Account, 'roles' | 'vendorId'>,
): Account {
  requireLiving(account)
  const roles = [...new Set(wanted.roles)]
  const vendorId = roles.includes('vendor') ? (wanted.vendorId ?? account.vendorId) : undefined
  const isSame = roles.toSorted().join() === account.roles.toSorted().join()
  if (isSame && vendorId === account.vendorId) return account
  const loses = account.roles.includes('admin') && !roles.includes('admin')
  if (loses) requireAnotherAdmin(adminCount)
  return revokeTokens({ ...account, roles, vendorId }, at)
}

/**
 * Takes away what names the person; the id stays, for the books that mention it, and what is left to do until it is done. The
 * same account when it was erased before.
 */
export function anonymise(
  account: Account,
  { adminCount, erasing }: Pick<Circumstances, 'adminCount'> & { readonly erasing: Erasing },
): Account {
  if (account.status === 'anonymised') return account
  if (account.roles.includes('admin')) requireAnotherAdmin(adminCount)
  const { userId, createdAt, customerStatus, locale, tokenVersion } = account
  const nobody = openAccount({
    ...{ userId, createdAt, locale, passwordHash: '', firstName: '', lastName: '' },
    email: erasedEmail(userId),
    roles: ['customer'],
  })
  const erased = { ...nobody, customerStatus, status: 'anonymised' as const, tokenVersion, erasing }
  return revokeTokens(erased, erasing.at)
}

function requireAnotherAdmin(adminCount: number): void {
  if (adminCount <= 1) throw refuse('transition_refused', 'the last admin stays one')
}

function requireLiving({ status }: Account): void {
  if (status === 'anonymised') throw refuse('transition_refused', 'the account was deleted')
}

export function summaryOf(account: Account): AccountSummary {
  const { userId, email, status, customerStatus, tags, locale, firstName, lastName } = account
  const name = `${firstName} ${lastName}`.trim()
  return { userId, email, status, customerStatus, tags, locale, name }
}

/** The account as its owner and the staff see it. */
export function toProfile({ data, version }: Document<Account>): Profile {
  const { userId, email, emailVerifiedAt, firstName, lastName, phone, locale } = data
  const { roles, vendorId, status, customerStatus, tags, createdAt } = data
  return {
    ...{ userId, email, emailVerifiedAt, firstName, lastName, phone, locale },
    ...{ roles, vendorId, status, customerStatus, tags },
    ...{ preferences: toPreferences(data.preferences), createdAt, version },
  }
}

/** What is shown as it is stored. */
export const toPreferences = publicView<Preferences>()
export const toSavedAddress = publicView<SavedAddress>()
