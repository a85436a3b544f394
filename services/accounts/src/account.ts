import type { Preferences, ProfileChange, SavedAddress } from '@comptoir/contracts/account-api'
import type { AccountSummary, CustomerStatus, Role } from '@comptoir/contracts/accounts'
import type { Locale } from '@comptoir/contracts/common'
import { refuse } from '@comptoir/service/refusal'

export type StatusChange = {
  readonly to: CustomerStatus
  readonly by: string
  readonly reason: string
  readonly at: string
}

export type Account = {
  readonly userId: string
  readonly email: string
  /** Empty when anonymised: nothing matches it. */
  readonly passwordHash: string
  readonly firstName: string
  readonly lastName: string
  readonly phone?: string | undefined
  readonly locale: Locale
  readonly roles: Role[]
  readonly status: 'active' | 'suspended' | 'anonymised'
  readonly customerStatus: CustomerStatus
  readonly customerStatusHistory: StatusChange[]
  readonly preferences: Preferences
  readonly addresses: SavedAddress[]
  readonly createdAt: string
}

/** The form in which an email is unique: trimmed, lower case; dots and +tags are the owner's business. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase()

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
})

export function changeProfile(account: Account, change: ProfileChange): Account {
  requireLiving(account)
  const { phone, ...rest } = change
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  if (phone === undefined) return { ...account, ...known }
  return { ...account, ...known, phone: phone === '' ? undefined : phone }
}

/** Suspends or lets in again. */
export function changeStatus(account: Account, status: 'active' | 'suspended'): Account {
  requireLiving(account)
  return account.status === status ? account : { ...account, status }
}

export function changeCustomerStatus(account: Account, change: StatusChange): Account {
  requireLiving(account)
  if (account.customerStatus === change.to) return account
  const customerStatusHistory = [...account.customerStatusHistory, change]
  return { ...account, customerStatus: change.to, customerStatusHistory }
}

/** Sets the roles; someone must remain to set them again. */
export function changeRoles(account: Account, roles: Role[], adminCount: number): Account {
  requireLiving(account)
  const loses = account.roles.includes('admin') && !roles.includes('admin')
  if (loses) requireAnotherAdmin(adminCount)
  return { ...account, roles: [...new Set(roles)] }
}

/** Takes away what names the person; the id stays, for the books that mention it. */
export function anonymise(account: Account, adminCount: number): Account {
  if (account.roles.includes('admin')) requireAnotherAdmin(adminCount)
  const { userId, createdAt, customerStatus, locale } = account
  return {
    ...openAccount({
      ...{ userId, createdAt, locale, passwordHash: '', firstName: '', lastName: '' },
      email: `${userId}@anonymised.invalid`,
      roles: ['customer'],
    }),
    customerStatus,
    status: 'anonymised',
  }
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
