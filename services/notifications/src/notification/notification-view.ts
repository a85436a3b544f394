import type { Notification as NotificationView } from '@comptoir/contracts/notifications/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { dueAtOf, type Notification } from './notification.ts'
import { recipientOf } from './notification-store.ts'

/** A message as the outbox shows it. */
export function notificationViewOf({
  id,
  version,
  data,
}: Document<Notification>): NotificationView {
  const { template, channel, status, userId, orderId, address, locale, attempts } = data
  const dueAt = dueAtOf(data)
  const recipient = recipientOf(data)
  return {
    ...{ notificationId: id, template, channel, status, userId, address, locale, attempts },
    ...{ createdAt: data.createdAt, version, templateVersion: data.templateVersion ?? 0 },
    ...(orderId !== undefined && { orderId }),
    ...(dueAt !== undefined && { dueAt }),
    ...('sentAt' in data && { sentAt: data.sentAt }),
    ...('deliveredAt' in data && { deliveredAt: data.deliveredAt }),
    ...(data.providerRef !== undefined && { providerRef: data.providerRef }),
    ...(recipient !== undefined && { recipient }),
    ...('reason' in data && data.reason !== undefined && { reason: data.reason }),
  }
}
