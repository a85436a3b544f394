import type { ConsentChannel } from '@comptoir/contracts/accounts/consents'
import { type AccountReach, readAccountReach } from '@comptoir/contracts/accounts/reach'
import type { Channel } from '@comptoir/contracts/notifications/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { type CountryCode, parsePhoneNumberWithError } from 'libphonenumber-js/max'
import { type Category, mandatoryOf } from '../notification/categories.ts'
import { type Quiet, usualQuiet } from './quiet-hours.ts'
import type { Chosen, PushSubscription, Recipient } from './recipient.ts'
import type { Recipients } from './recipient-store.ts'

/** By what somebody with an account may be reached beside mail and inbox, and when. */
export type Reach = {
  /** What the account prefers, where nothing is set for a category. */
  readonly channels: AccountReach['channels']
  readonly categories: Chosen
  /** By what there may be marketing, by the consent of the account. */
  readonly marketing: readonly ConsentChannel[]
  /** A mobile number in E.164. */
  readonly mobile?: string | undefined
  readonly push: readonly PushSubscription[]
  readonly quiet: Quiet
}

/** Of who did not say otherwise. */
export const usualReach: Reach = {
  ...{ channels: ['email'], categories: {}, marketing: [], push: [], quiet: usualQuiet },
}

/** By which channels somebody wants messages of a category. */
export function channelsOf(
  { channels, categories, marketing }: Pick<Reach, 'channels' | 'categories' | 'marketing'>,
  category: Category,
): readonly Channel[] {
  if (category === 'marketing') return marketing
  const chosen =
    category === 'account' || category === 'staff' ? [] : (categories[category] ?? channels)
  return [...new Set([...mandatoryOf(category), ...chosen])]
}

export type ReachOf = (userId: string) => Promise<Reach | undefined>

/** Asks accounts and what the user set here; none of who has no account, or none any more. */
export function createReach(accounts: Client, recipients: Pick<Recipients, 'get'>): ReachOf {
  return async function reachOf(userId) {
    if (!userId.startsWith('usr_')) return undefined
    const account = await accounts(readAccountReach, { params: { userId } }).catch(
      (error: unknown) => {
        if (isRefusal(error, 'not_found')) return undefined
        throw error
      },
    )
    if (!account) return undefined
    return { ...reachOfAccount(account), ...ownOf((await recipients.get(userId))?.data) }
  }
}

const reachOfAccount = ({ channels, marketing, marketingConsent, phone }: AccountReach) => ({
  ...{ channels, marketing: marketing ?? (marketingConsent ? (['email'] as const) : []) },
  mobile: phone === undefined ? undefined : mobileOf(phone),
})

const ownOf = (own: Recipient = { push: [] }) => ({
  ...{ categories: own.categories ?? {}, push: own.push, quiet: own.quiet ?? usualQuiet },
})

/** Where numbers are dialled as in France, and have country codes of their own: `0690…`, of Guadeloupe, is `+590690…`. */
const overseas = ['GP', 'RE', 'MQ', 'GF'] as const

/** A phone number that can get an SMS, in E.164; one without a country is French, or of an overseas department. */
export function mobileOf(phone: string): string | undefined {
  const national = phone.trim().replace(/^(\+|00)33[\s.]*/, '0')
  return (
    mobileIn('FR', phone) ??
    overseas.map((country) => mobileIn(country, national)).find((found) => found !== undefined)
  )
}

function mobileIn(country: CountryCode, phone: string): string | undefined {
  try {
    const number = parsePhoneNumberWithError(phone, country)
    const type = number.isValid() ? number.getType() : undefined
    return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? number.number : undefined
  } catch {
    return undefined
  }
}
