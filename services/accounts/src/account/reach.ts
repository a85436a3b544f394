import type { AccountReach } from '@comptoir/contracts/accounts/reach'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Account } from './account.ts'

/** How the user may be written to; refuses an account that was deleted as one that is not there. */
export function reachOf(account: Account): AccountReach {
  const { userId, email, locale, phone, status, preferences } = account
  if (status === 'anonymised') throw refuse('not_found', 'the account was deleted')
  const { notifications: channels, marketingConsent } = preferences
  return { userId, email, locale, channels, marketingConsent, ...(phone && { phone }) }
}

/** The same account when there was no consent. */
export function withoutMarketing(account: Account): Account {
  if (!account.preferences.marketingConsent) return account
  return { ...account, preferences: { ...account.preferences, marketingConsent: false } }
}
