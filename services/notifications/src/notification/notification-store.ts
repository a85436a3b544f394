import { Instant, Locale } from '@comptoir/contracts/common'
import { Channel, TemplateKey } from '@comptoir/contracts/notifications/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { recipientKeyOf } from '../suppression/recipient-key.ts'
import { dueAtOf, type Notification } from './notification.ts'

const base = {
  fact: z.string(),
  template: TemplateKey,
  templateVersion: z.int().optional(),
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
  providerRef: z.string().optional(),
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
  readonly template?: string | undefined
  readonly recipient?: string | undefined
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
export function listKey(filter: OutboxFilter): string {
  const { orderId, recipient, userId, template, status, channel } = filter
  if (orderId !== undefined) return `order=${orderId}`
  if (recipient !== undefined) return `recipient=${recipient}`
  if (userId !== undefined) return `user=${userId}`
  if (template !== undefined) return `template=${template}`
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

function listEntries(message: Notification) {
  const { orderId, userId, status, channel, template, createdAt } = message
  const recipient = recipientOf(message)
  const filters: OutboxFilter[] = [
    ...[{}, { userId }, { status }, { channel }, { template }],
    ...(orderId ? [{ orderId }] : []),
    ...(recipient ? [{ recipient }] : []),
  ]
  return filters.map((filter) => ({ key: listKey(filter), score: Date.parse(createdAt) }))
}

/** Stands for the address of a mail or an SMS. */
export const recipientOf = ({ channel, address }: Notification): string | undefined =>
  channel === 'email' || channel === 'sms' ? recipientKeyOf(address) : undefined
