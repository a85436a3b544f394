import * as contract from '@comptoir/contracts/notifications/inbox'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type LiveEvent, liveAnswer } from '@comptoir/dapr/live/live-channels'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { inboxChannelOf, toInboxEvent, toInboxMessage } from '../inbox/inbox.ts'
import { type Notification, read } from '../notification/notification.ts'

type InboxDeps = Pick<Deps, 'notifications' | 'render' | 'clock' | 'live'>

const atOnce = 100

/** The messages of a signed-in user. */
export function addInboxRoutes(app: ServiceApp, deps: InboxDeps): void {
  const { notifications, render, live } = deps
  const unreadOf = (userId: string) => notifications.count('unread', userId)

  app.openapi(contract.listInbox, async (c) => {
    const { id } = currentUser(c)
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await notifications.list('inbox', id, page)
    const messages = await Promise.all(items.map((document) => toInboxMessage(document, render)))
    return c.json({ items: messages, ...rest, unread: await unreadOf(id) }, 200)
  })

  app.openapi(contract.streamInbox, (c) => {
    const { id } = currentUser(c)
    const replay = (after: string | undefined) => eventsAfter(deps, id, after)
    return liveAnswer(c, { channel: inboxChannelOf(id), live, replay })
  })

  app.openapi(contract.readInboxMessage, async (c) => {
    const document = await markRead(deps, currentUser(c).id, c.req.valid('param').notificationId)
    return c.json(await toInboxMessage(document, render), 200)
  })

  app.openapi(contract.readInbox, async (c) => {
    const { id } = currentUser(c)
    const unread = await notifications.ids('unread', id, { limit: atOnce })
    await Promise.all(unread.map((one) => markRead(deps, id, one)))
    return c.json({ unread: await unreadOf(id) }, 200)
  })
}

async function markRead(
  { notifications, clock }: InboxDeps,
  userId: string,
  id: string,
): Promise<Document<Notification>> {
  return await notifications.update(id, (message) => {
    if (message.userId !== userId || message.channel !== 'in_app') throw refuse('not_found')
    const next = read(message, clock().toISOString())
    return next && { next }
  })
}

/** What came after an event that the reader has; nothing to a new reader, who read the list. */
async function eventsAfter(
  { notifications, render }: InboxDeps,
  userId: string,
  after: string | undefined,
): Promise<LiveEvent[]> {
  const [, since, id] = /^(\d+)\.(.+)$/.exec(after ?? '') ?? []
  if (since === undefined) return []
  const ids = await notifications.ids('inbox', userId, { min: Number(since), limit: atOnce })
  const missed = await notifications.getMany(ids.filter((one) => one !== id))
  return await Promise.all(missed.map((document) => toInboxEvent(document, render)))
}
