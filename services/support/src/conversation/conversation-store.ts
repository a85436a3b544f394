import { Instant, Locale } from '@comptoir/contracts/common'
import { ConversationMailKind } from '@comptoir/contracts/support/events'
import { Author, MessageImage, Rating } from '@comptoir/contracts/support/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { awayDueAt } from './away.ts'
import type { Conversation, Message } from './conversation.ts'
import { emailKeysOf } from './guest-email.ts'
import { idleSinceOf, unansweredSinceOf } from './handling.ts'

const StoredMessage = z.object({
  seq: z.int().min(1),
  author: Author,
  agentId: z.string().optional(),
  agentName: z.string().optional(),
  body: z.string(),
  images: z.array(MessageImage),
  clientMsgId: z.string(),
  createdAt: Instant,
})

const Away = z.discriminatedUnion('state', [
  z.object({ state: z.literal('due'), dueAt: Instant, fromSeq: z.int() }),
  z.object({ state: z.literal('mailed'), fromSeq: z.int() }),
])

const Facts = z.object({
  customerId: z.string().optional(),
  guest: z
    .object({ name: z.string().optional(), email: z.string().optional(), generation: z.int() })
    .optional(),
  locale: Locale,
  subject: z.string().optional(),
  orderId: z.string().optional(),
  messages: z.array(StoredMessage),
  archivedPages: z.int(),
  lastSeq: z.int(),
  read: z.object({ customer: z.int(), agent: z.int() }),
  createdAt: Instant,
  lastMessageAt: Instant,
  changedAt: Instant,
  firstAnsweredAt: Instant.optional(),
  away: Away.optional(),
  mails: z.array(
    z.object({
      mailId: z.string(),
      kind: ConversationMailKind,
      fromSeq: z.int(),
      toSeq: z.int(),
      email: z.string().optional(),
      unanswered: z.literal(true).optional(),
    }),
  ),
  rating: Rating.optional(),
  since: Instant,
})
const agentName = z.string().optional()
const held = { assignedTo: z.string(), agentName }
const ended = { assignedTo: z.string().optional(), agentName }

const StoredConversation = z.discriminatedUnion('status', [
  Facts.extend({ status: z.literal('open') }),
  Facts.extend({ status: z.enum(['assigned', 'waiting_agent', 'waiting_customer']), ...held }),
  Facts.extend({ status: z.literal('resolved'), ...ended }),
  Facts.extend({
    ...{ status: z.literal('closed'), ...ended },
    closedBy: z.enum(['customer', 'agent', 'inactivity']),
  }),
])

export type Conversations = Collection<Conversation>

const at = (key: string, time: string | undefined) =>
  time === undefined ? [] : [{ key, score: Date.parse(time) }]

export function createConversations(store: Store): Conversations {
  return createCollection<Conversation>(store, {
    name: 'conversations',
    schema: StoredConversation,
    indexes: {
      all: ({ changedAt }) => at('all', changedAt),
      ofCustomer: ({ customerId, lastMessageAt }) =>
        customerId === undefined ? [] : at(customerId, lastMessageAt),
      ofOrder: ({ orderId, createdAt }) => (orderId === undefined ? [] : at(orderId, createdAt)),
      ofEmail: (conversation) =>
        emailKeysOf(conversation).flatMap((key) => at(key, conversation.createdAt)),
      queue: ({ status, since }) => (status === 'open' ? at('open', since) : []),
      ofAgent: (conversation) =>
        conversation.status === 'open' ||
        conversation.status === 'closed' ||
        conversation.assignedTo === undefined
          ? []
          : at(conversation.assignedTo, conversation.changedAt),
      away: (conversation) => at('due', awayDueAt(conversation)),
      idle: (conversation) => at('idle', idleSinceOf(conversation)),
      unanswered: (conversation) => at('unanswered', unansweredSinceOf(conversation)),
      closed: ({ status, since }) => (status === 'closed' ? at('closed', since) : []),
    },
  })
}

/** Messages that left their conversation, fifty each. */
export type MessagePage = { readonly conversationId: string; readonly messages: readonly Message[] }
export type MessagePages = Collection<MessagePage>

export const createMessagePages = (store: Store): MessagePages =>
  createCollection<MessagePage>(store, {
    name: 'conversation-pages',
    audit: 'none',
    schema: z.object({ conversationId: z.string(), messages: z.array(StoredMessage) }),
  })

export const pageIdOf = (conversationId: string, number: number): string =>
  `${conversationId}.${number}`

/** The pages that left a conversation. */
export const pageIdsOf = (conversationId: string, { archivedPages }: Conversation): string[] =>
  Array.from({ length: archivedPages }, (_, n) => pageIdOf(conversationId, n + 1))
