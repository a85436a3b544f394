import type { InboxMessage } from '@comptoir/contracts/notifications/inbox'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Live, LiveEvent } from '@comptoir/dapr/live/live-channels'
import type { Logger } from '@comptoir/service/observability/log'
import type { Notification } from '../notification/notification.ts'
import type { MessageRenderer } from '../templates/message-renderer.ts'

export const inboxChannelOf = (userId: string): string => `inbox:${userId}`

/** A message as its owner sees it. */
export async function toInboxMessage(
  { id, data }: Document<Notification>,
  render: MessageRenderer,
): Promise<InboxMessage> {
  const { subject, text } = await render(data)
  const { template, orderId, locale, createdAt } = data
  const readAt = data.status === 'delivered' ? data.readAt : undefined
  return {
    ...{ notificationId: id, template, title: subject, text, locale, createdAt },
    ...(orderId !== undefined && { orderId }),
    ...(readAt !== undefined && { readAt }),
  }
}

/** The event of a message: its id says where a stream goes on. */
export const toInboxEvent = async (
  document: Document<Notification>,
  render: MessageRenderer,
): Promise<LiveEvent> => ({
  id: `${Date.parse(document.data.createdAt)}.${document.id}`,
  type: 'message',
  data: await toInboxMessage(document, render),
})

type Announcing = {
  readonly live: Pick<Live, 'announce'>
  readonly render: MessageRenderer
  readonly log: Logger
}

/** Tells the open pages of a user what arrived. It may fail: the message is in the inbox, where the page finds it later. */
export const createArrivals =
  ({ live, render, log }: Announcing) =>
  async (document: Document<Notification>): Promise<void> => {
    const event = await toInboxEvent(document, render)
    await live
      .announce(inboxChannelOf(document.data.userId), event)
      .catch((error: unknown) => log.warn({ err: error }, 'an inbox was not told'))
  }
