import { type AccountReach, readAccountReach } from '@comptoir/contracts/accounts/reach'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { parsePhoneNumberWithError } from 'libphonenumber-js/max'
import { noQuiet, type Quiet } from './quiet-hours.ts'
import type { PushSubscription, Recipients } from './recipient-store.ts'

/** By what somebody with an account may be reached beside mail and inbox, and when. */
export type Reach = Pick<AccountReach, 'channels' | 'marketingConsent'> & {
  /** A mobile number in E.164. */
  readonly mobile?: string | undefined
  readonly push: readonly PushSubscription[]
  readonly quiet: Quiet
}

/** Of who did not say otherwise. */
export const usualReach: Reach = {
  ...{ channels: ['email'], marketingConsent: false, push: [], quiet: noQuiet },
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
    const own = (await recipients.get(userId))?.data
    const { channels, marketingConsent, phone } = account
    const mobile = phone === undefined ? undefined : mobileOf(phone)
    return {
      channels,
      marketingConsent,
      mobile,
      push: own?.push ?? [],
      quiet: own?.quiet ?? noQuiet,
    }
  }
}

/** A phone number that can get an SMS, in E.164; one without a country is French. */
export function mobileOf(phone: string): string | undefined {
  try {
    const number = parsePhoneNumberWithError(phone, 'FR')
    const type = number.isValid() ? number.getType() : undefined
    return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? number.number : undefined
  } catch {
    return undefined
  }
}
