import type { Channel } from '@comptoir/contracts/notifications/schemas'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { failureEventsOf } from '../notification/failure-event.ts'
import { type Notification, recordBounce, recordDelivered } from '../notification/notification.ts'
import type { Notifications } from '../notification/notification-store.ts'

/** What a provider tells of a message after it took it: `failed` says why it did not arrive. */
type Arrival = {
  readonly channel: Channel
  /** Which of the times that it was sent on purpose. */
  readonly send: number
  readonly failed?: string | undefined
  readonly providerRef?: string
  readonly at: string
}

/** Writes down whether a message arrived. Answers the message that is meant; none of one that is not ours. */
export async function recordArrival(
  notifications: Pick<Notifications, 'update'>,
  id: string,
  { channel, send, failed, providerRef, at }: Arrival,
): Promise<Notification | undefined> {
  const found = await notifications
    .update(id, (message) => {
      if (message.channel !== channel || message.sends !== send) return undefined
      const next =
        failed === undefined
          ? recordDelivered(message, { at, providerRef })
          : recordBounce(message, { reason: failed, at })
      return next && { next, events: failureEventsOf(id, next) }
    })
    .catch((error: unknown) => {
      if (isRefusal(error, 'not_found')) return undefined
      throw error
    })
  return found?.data.channel === channel ? found.data : undefined
}
