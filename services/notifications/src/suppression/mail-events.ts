import { withdrawMarketingConsent } from '@comptoir/contracts/accounts/reach'
import type { MailEvent } from '@comptoir/contracts/notifications/consent'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Notifications } from '../notification/notification-store.ts'
import { recordArrival } from '../sending/arrival.ts'
import type { Suppressions } from './suppression-store.ts'

type MailEventDeps = {
  readonly notifications: Pick<Notifications, 'update'>
  readonly suppressions: Pick<Suppressions, 'add'>
  readonly accounts: Client
}

/** The message that a message id belongs to, and which time that it was sent: `<ntf_X.2@shop.example>`. */
function partsOf(messageId: string): { id: string; send: number } | undefined {
  const [, id, send] = /^<?(ntf_[\w-]+)\.(\d+)@/.exec(messageId) ?? []
  return id === undefined ? undefined : { id, send: Number(send) }
}

/**
 * What a provider tells of a mail that it took, in any order and again. An address that does not exist, or whose owner calls the shop's mail
 * spam, is not written to any more. What is about no message of ours is left.
 */
export async function applyMailEvent(deps: MailEventDeps, event: MailEvent): Promise<void> {
  const { notifications, suppressions, accounts } = deps
  const { type, messageId, address, at, permanent, detail = 'it came back' } = event
  const parts = partsOf(messageId)
  if (parts === undefined) return
  const arrival = { channel: 'email', send: parts.send, at } as const
  const failed = type === 'bounce' ? detail : undefined
  const found = await recordArrival(notifications, parts.id, { ...arrival, failed })
  // only of an address that the shop wrote to: nobody can have any other suppressed
  if (found?.address !== address) return
  if (type === 'bounce' && permanent) await suppressions.add(address, { reason: 'bounce', at })
  if (type !== 'complaint') return
  await suppressions.add(address, { reason: 'complaint', at })
  const { userId } = found
  if (!userId.startsWith('usr_')) return
  await accounts(withdrawMarketingConsent, { params: { userId } }).catch((error: unknown) => {
    if (!isRefusal(error, 'not_found')) throw error
  })
}
