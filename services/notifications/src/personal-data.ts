import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { listKey, type Notifications } from './notification/notification-store.ts'
import { notificationViewOf } from './notification/notification-view.ts'

/** The messages to a user, each with what it said of its subject. */
export const collectMessages = (notifications: Notifications): CollectPersonalData =>
  async function* collect(userId) {
    const of = { collection: notifications, index: 'list', key: listKey({ userId }) }
    yield* recordsOf('message', of, (message) => ({
      ...notificationViewOf(message),
      data: message.data.data,
    }))
  }
