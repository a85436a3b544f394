import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { listKey, type Notifications } from './notification/notification-store.ts'
import { notificationViewOf } from './notification/notification-view.ts'
import type { Recipients } from './recipients/recipient-store.ts'

type Kept = {
  readonly notifications: Notifications
  readonly recipients: Pick<Recipients, 'get'>
}

/** The messages to a user, each with what it said of its subject, and how they want to be written to. */
export const collectMessages = ({ notifications, recipients }: Kept): CollectPersonalData =>
  async function* collect(userId) {
    const known = await recipients.get(userId)
    if (known) {
      // what a browser's messages are encrypted with proves who it is
      const push = known.data.push.map(({ keys: _keys, ...browser }) => browser)
      const data = { ...known.data, push }
      yield { kind: 'notification-preferences', id: userId, data }
    }
    const of = { collection: notifications, index: 'list', key: listKey({ userId }) }
    yield* recordsOf('message', of, (message) => ({
      ...notificationViewOf(message),
      data: message.data.data,
    }))
  }
