import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { NotificationFailed } from '@comptoir/contracts/notifications/events'
import type { Notification } from './notification.ts'

/** What is told of a message that did not reach anyone; nothing of any other. */
export function failureEventsOf(notificationId: string, message: Notification): NewEvent[] {
  if (message.status !== 'bounced' && message.status !== 'dead') return []
  const { template, channel, userId, orderId, reason, status: outcome } = message
  const told = { notificationId, template, channel, userId, orderId, reason, outcome }
  return [newEvent(NotificationFailed, told)]
}
