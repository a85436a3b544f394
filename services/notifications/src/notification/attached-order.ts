import { isGuestId } from '@comptoir/contracts/ids'
import { readOrderContact } from '@comptoir/contracts/orders/internal-routes'
import { eraseEach } from '@comptoir/dapr/documents/erasure'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Facts } from './notification.ts'
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

/** Whose a message is now. */
export type OwnerNow = (message: Pick<Facts, 'userId' | 'orderId'>) => Promise<string>

/** Asks orders about a guest's message: an account may have taken the order before the message was stored. */
export const createOwnerNow =
  (orders: Client): OwnerNow =>
  async ({ userId, orderId }) => {
    if (orderId === undefined || !isGuestId(userId)) return userId
    const order = await orders(readOrderContact, { params: { orderId } }).catch(
      (error: unknown) => {
        if (isRefusal(error, 'not_found')) return undefined
        throw error
      },
    )
    return order?.guestId === userId ? order.userId : userId
  }
