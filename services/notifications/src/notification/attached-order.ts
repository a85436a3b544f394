import { eraseEach } from '@comptoir/dapr/documents/erasure'
import { listKey, type Notifications } from './notification-store.ts'

type Attached = { readonly orderId: string; readonly guestId: string; readonly userId: string }

/**
 * Messages about a guest's order follow it into an account: its owner reads, exports and erases them. Where they went stays as it was,
 * and so do mails to come: the address of the order is what its buyer gave for the contract, whatever that of the account is.
 */
export const moveMessages = (
  notifications: Pick<Notifications, 'list' | 'update'>,
  { orderId, guestId, userId }: Attached,
): Promise<void> =>
  eraseEach({ collection: notifications, index: 'list', key: listKey({ orderId }) }, ({ id }) =>
    notifications.update(id, (message) =>
      message.userId === guestId ? { next: { ...message, userId } } : undefined,
    ),
  )
