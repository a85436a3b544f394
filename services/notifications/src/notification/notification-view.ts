import type { Notification as NotificationView } from '@comptoir/contracts/notifications/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { dueAtOf, type Notification } from './notification.ts'

/** A message as the outbox shows it. */
export function notificationViewOf({
  id,
  version,
  data,
}: Document<Notification>): NotificationView {
  const { template, channel, status, userId, orderId, address, locale, attempts } = data
  const dueAt = dueAtOf(data)
  return {
    ...{ notificationId: id, template, channel, status, userId, address, locale, attempts },
    ...{ createdAt: data.createdAt, version },
    ...(orderId !== undefined && { orderId }),
    ...(dueAt !== undefined && { dueAt }),
    ...('sentAt' in data && { sentAt: data.sentAt }),
    ...('reason' in data && data.reason !== undefined && { reason: data.reason }),
  }
}
