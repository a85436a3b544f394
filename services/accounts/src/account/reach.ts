import type { AccountReach } from '@comptoir/contracts/accounts/reach'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Account } from './account.ts'
import { grantedChannels } from './consents.ts'

/** How the user may be written to; refuses an account that was deleted as one that is not there. */
export function reachOf(account: Account): AccountReach {
  const { userId, email, locale, phone, status, preferences } = account
  if (status === 'anonymised') throw refuse('not_found', 'the account was deleted')
  const { notifications: channels, marketingConsent } = preferences
  const marketing = grantedChannels(account)
  return { userId, email, locale, channels, marketingConsent, marketing, ...(phone && { phone }) }
}
