import {
  type Consent,
  type ConsentChannel,
  consentWordings,
  currentWording,
} from '@comptoir/contracts/accounts/consents'
import type { Account } from './account.ts'

/** More says nothing more of what holds; a person has a few. */
const keptAtMost = 200

/** By which channels somebody agreed to marketing. Of before there was a record, the preference is about mail. */
export function grantedChannels({
  consents = [],
  preferences,
}: Pick<Account, 'consents' | 'preferences'>): ConsentChannel[] {
  const byMail = preferences.marketingConsent ? (['email'] as const) : []
  const others = (['sms', 'push'] as const).filter(
    (channel) => consents.findLast((one) => one.channel === channel)?.granted,
  )
  return [...byMail, ...others]
}

/** Writes down that somebody agreed, or took it back. The same account when that is what holds already. */
export function decideConsent(account: Account, consent: Consent): Account {
  const { channel, granted } = consent
  if (grantedChannels(account).includes(channel) === granted) return account
  const consents = [...(account.consents ?? []), consent].slice(-keptAtMost)
  if (channel !== 'email') return { ...account, consents }
  const preferences = { ...account.preferences, marketingConsent: granted }
  return { ...account, consents, preferences }
}

/** Changes preferences; consent that changes with them is written down, since the form shows what is agreed to. */
export function changePreferences(
  account: Account,
  preferences: Account['preferences'],
  at: string,
): Account {
  const decided = decideConsent(account, {
    ...{ channel: 'email', granted: preferences.marketingConsent, wording: currentWording },
    ...{ source: 'preferences', at },
  })
  return { ...decided, preferences }
}

/** Takes back the consent to marketing by mail, as a link to unsubscribe does. */
export const withoutMarketing = (account: Account, at: string): Account =>
  decideConsent(account, {
    ...{ channel: 'email', granted: false, wording: currentWording, source: 'unsubscribe', at },
  })

export function toConsents(account: Account) {
  return {
    granted: grantedChannels(account),
    wording: { version: currentWording, ...consentWordings[currentWording] },
    items: (account.consents ?? []).toReversed(),
  }
}
