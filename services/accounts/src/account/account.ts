import type { AccountSummary, ProfileChange } from '@comptoir/contracts/accounts/schemas'
import { toEmail } from '@comptoir/contracts/email'
import { erasedEmail } from '@comptoir/contracts/erasure'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import type { StatusChange, StoredAccount } from './stored-account.ts'

export type Account = Readonly<z.infer<typeof StoredAccount>>

/** The form in which an email is unique; what is none (an account that was deleted has none) stays, in lower case. */
export const normaliseEmail = (email: string): string =>
  toEmail(email) ?? email.trim().toLowerCase()

export type NewAccount = Pick<
  Account,
  'userId' | 'email' | 'passwordHash' | 'firstName' | 'lastName' | 'locale' | 'roles' | 'createdAt'
>

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
export function changeStatus(
  account: Account,
  { to, at }: { readonly to: 'active' | 'suspended'; readonly at: string },
): Account {
  requireLiving(account)
  if (account.status === to) return account
  const changed = { ...account, status: to }
  return to === 'suspended' ? revokeTokens(changed, at) : changed
}

export function changeCustomerStatus(account: Account, change: StatusChange): Account {
  requireLiving(account)
  if (account.customerStatus === change.to) return account
  const customerStatusHistory = [...account.customerStatusHistory, change]
  return { ...account, customerStatus: change.to, customerStatusHistory }
}

export type RoleChange = {
  readonly roles: Account['roles']
  readonly adminCount: number
  readonly at: string
}

/** Sets the roles, which ends tokens that say others; someone must remain to set them again. */
export function changeRoles(
  account: Account,
  { roles: wanted, adminCount, at }: RoleChange,
): Account {
  requireLiving(account)
  const roles = [...new Set(wanted)]
  if (roles.toSorted().join() === account.roles.toSorted().join()) return account
  const loses = account.roles.includes('admin') && !roles.includes('admin')
  if (loses) requireAnotherAdmin(adminCount)
  return revokeTokens({ ...account, roles }, at)
}

/** Takes away what names the person; the id stays, for the books that mention it. */
export function anonymise(
  account: Account,
  { adminCount, at }: { readonly adminCount: number; readonly at: string },
): Account {
  if (account.roles.includes('admin')) requireAnotherAdmin(adminCount)
  const { userId, createdAt, customerStatus, locale, tokenVersion } = account
  const nobody = openAccount({
    ...{ userId, createdAt, locale, passwordHash: '', firstName: '', lastName: '' },
    email: erasedEmail(userId),
    roles: ['customer'],
  })
  return revokeTokens({ ...nobody, customerStatus, status: 'anonymised', tokenVersion }, at)
}

function requireAnotherAdmin(adminCount: number): void {
  if (adminCount <= 1) throw refuse('transition_refused', 'the last admin stays one')
}

function requireLiving({ status }: Account): void {
  if (status === 'anonymised') throw refuse('transition_refused', 'the account was deleted')
}

export function summaryOf(account: Account): AccountSummary {
  const { userId, email, status, customerStatus, locale, firstName, lastName } = account
  return { userId, email, status, customerStatus, locale, name: `${firstName} ${lastName}`.trim() }
}
