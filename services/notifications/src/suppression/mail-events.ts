import { withdrawMarketingConsent } from '@comptoir/contracts/accounts/reach'
import type { MailEvent } from '@comptoir/contracts/notifications/consent'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { recordBounce, recordDelivered } from '../notification/notification.ts'
import type { Notifications } from '../notification/notification-store.ts'
import type { Suppressions } from './suppression-store.ts'

type MailEventDeps = {
  readonly notifications: Pick<Notifications, 'update'>
  readonly suppressions: Pick<Suppressions, 'add'>
  readonly accounts: Client
}

/** The message that a message id belongs to: `<ntf_X.2@shop.example>`. */
const idIn = (messageId: string): string | undefined => /^<?(ntf_[\w-]+)\.\d+@/.exec(messageId)?.[1]

/**
 * What a provider tells of a mail that it took, in any order and again. An address that does not exist, or whose owner calls the shop's mail
 * spam, is not written to any more. What is about no message of ours is left.
 */
export async function applyMailEvent(deps: MailEventDeps, event: MailEvent): Promise<void> {
  const { notifications, suppressions, accounts } = deps
  const { type, messageId, address, at, permanent, detail = 'it came back' } = event
  const id = idIn(messageId)
  if (id === undefined) return
  const found = await notifications
    .update(id, (message) => {
      const next =
        type === 'bounce'
          ? recordBounce(message, { reason: detail, at })
          : recordDelivered(message, at)
      return next && { next }
    })
    .catch((error: unknown) => {
      if (isRefusal(error, 'not_found')) return undefined
      throw error
    })
  // only of an address that the shop wrote to: nobody can have any other suppressed
  if (!found || found.data.address !== address) return
  if (type === 'bounce' && permanent) await suppressions.add(address, { reason: 'bounce', at })
  if (type !== 'complaint') return
  await suppressions.add(address, { reason: 'complaint', at })
  const { userId } = found.data
  if (!userId.startsWith('usr_')) return
  await accounts(withdrawMarketingConsent, { params: { userId } }).catch((error: unknown) => {
    if (!isRefusal(error, 'not_found')) throw error
  })
}
