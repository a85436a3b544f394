import { Instant, Locale } from '@comptoir/contracts/common'
import { Channel, TemplateKey } from '@comptoir/contracts/notifications/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { dueAtOf, type Notification } from './notification.ts'

const base = {
  fact: z.string(),
  template: TemplateKey,
  channel: Channel,
  userId: z.string(),
  orderId: z.string().optional(),
  address: z.string(),
  locale: Locale,
  data: z.record(z.string(), z.unknown()),
  attachments: z
    .array(z.object({ kind: z.enum(['paper', 'withdrawal_receipt']), id: z.string() }))
    .optional(),
  onlyWhileUnpaid: z.literal(true).optional(),
  createdAt: Instant,
  attempts: z.int(),
  sends: z.int(),
}
const ended = { ...base, reason: z.string(), endedAt: Instant }
const StoredNotification = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('queued'),
    ...base,
    dueAt: Instant,
    reason: z.string().optional(),
  }),
  z.object({ status: z.literal('sending'), ...base, claim: z.string(), until: Instant }),
  z.object({ status: z.literal('sent'), ...base, sentAt: Instant }),
  z.object({
    status: z.literal('delivered'),
    ...base,
    sentAt: Instant,
    deliveredAt: Instant,
    readAt: Instant.optional(),
  }),
  z.object({ status: z.literal('bounced'), ...ended }),
  z.object({ status: z.literal('dead'), ...ended }),
  z.object({ status: z.literal('suppressed'), ...ended }),
  z.object({ status: z.literal('skipped'), ...ended }),
])

export type Notifications = Collection<Notification>

export type OutboxFilter = {
  readonly status?: string | undefined
  readonly channel?: string | undefined
  readonly orderId?: string | undefined
  readonly userId?: string | undefined
}

/** The outbox: every message, by an id derived from what it is about. `due` are those that something is to be done about. */
export function createNotifications(store: Store): Notifications {
  return createCollection<Notification>(store, {
    name: 'notifications',
    schema: StoredNotification,
    indexes: { due: dueEntries, list: listEntries, inbox: inboxEntries, unread: unreadEntries },
  })
}

/** The key of the `list` index that answers a filter best: of several the one that finds fewest. */
export function listKey({ orderId, userId, status, channel }: OutboxFilter): string {
  if (orderId !== undefined) return `order=${orderId}`
  if (userId !== undefined) return `user=${userId}`
  if (status !== undefined) return `status=${status}`
  return channel === undefined ? 'all' : `channel=${channel}`
}

function dueEntries(message: Notification) {
  const dueAt = dueAtOf(message)
  return dueAt === undefined ? [] : [{ key: 'all', score: Date.parse(dueAt) }]
}

const inboxEntries = ({ channel, userId, createdAt }: Notification) =>
  channel === 'in_app' ? [{ key: userId, score: Date.parse(createdAt) }] : []

const unreadEntries = (message: Notification) =>
  message.status === 'delivered' && message.readAt !== undefined ? [] : inboxEntries(message)

function listEntries({ orderId, userId, status, channel, createdAt }: Notification) {
  const filters = [{}, { userId }, { status }, { channel }, ...(orderId ? [{ orderId }] : [])]
  return filters.map((filter) => ({ key: listKey(filter), score: Date.parse(createdAt) }))
}
