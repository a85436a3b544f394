import { z } from '@hono/zod-openapi'
import { Instant, Locale, LocalizedText } from '../common.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/** What one conversation and its messages may hold. */
export const conversationLimits = {
  messages: 2_000,
  body: 4_000,
  imagesOfMessage: 4,
  imagesOfConversation: 40,
  imageBytes: 5 * 1024 * 1024,
  notes: 200,
} as const

/**
 * `open` waits in the queue; `assigned`: an agent took it and has not answered yet; then it waits for one of the two. A `resolved`
 * one is open again when the customer writes; a `closed` one stays closed.
 */
export const ConversationStatus = oneOf('ConversationStatus', [
  'open',
  'assigned',
  'waiting_customer',
  'waiting_agent',
  'resolved',
  'closed',
])
export type ConversationStatus = z.infer<typeof ConversationStatus>

export const Author = oneOf('ConversationAuthor', ['customer', 'agent'])
export type Author = z.infer<typeof Author>

export const MessageImage = schema('ConversationImage', {
  imageId: z.string(),
  width: z.int(),
  height: z.int(),
})
export type MessageImage = z.infer<typeof MessageImage>

/** Plain text: whoever shows it escapes it. `seq` counts from 1, without holes; `clientMsgId` is shown to the side that wrote it. */
export const ConversationMessage = schema('ConversationMessage', {
  seq: z.int().min(1),
  author: Author,
  /** What the agent is called before customers. */
  agentName: z.string().optional(),
  body: z.string(),
  images: z.array(MessageImage),
  createdAt: Instant,
  clientMsgId: z.string().optional(),
})
export type ConversationMessage = z.infer<typeof ConversationMessage>

export const Rating = schema('ConversationRating', {
  score: z.int().min(1).max(5),
  comment: requiredText(1_000).optional(),
})
export type Rating = z.infer<typeof Rating>

/** How far each side has read, by `seq`: it only grows. */
export const ReadCursors = schema('ReadCursors', { customer: z.int(), agent: z.int() })

/** A conversation as its customer sees it. */
export const Conversation = schema('Conversation', {
  conversationId: z.string(),
  status: ConversationStatus,
  subject: z.string().optional(),
  locale: Locale,
  orderId: z.string().optional(),
  /** What the agent who has it is called. */
  agentName: z.string().optional(),
  lastSeq: z.int(),
  read: ReadCursors,
  rating: Rating.optional(),
  createdAt: Instant,
  lastMessageAt: Instant,
  version: z.int(),
})
export type Conversation = z.infer<typeof Conversation>

/** What only the first answer of a guest's conversation holds. */
export const OpenedConversation = Conversation.extend({
  message: ConversationMessage,
  /** Opens the conversation, in the header `conversation-token`: of guests only. */
  conversationToken: z.string().optional(),
}).openapi('OpenedConversation')

/** A conversation as staff see it. */
export const StaffConversation = Conversation.extend({
  customerId: z.string().optional(),
  /** Of someone without an account, as far as they said. */
  guest: z.object({ name: z.string().optional(), email: z.string().optional() }).optional(),
  assignedTo: z.string().optional(),
  /** Messages of the customer that no agent has read. */
  unread: z.int(),
  lastMessage: ConversationMessage.optional(),
}).openapi('StaffConversation')
export type StaffConversation = z.infer<typeof StaffConversation>

/** What agents tell each other: no customer ever sees it. */
export const ConversationNote = schema('ConversationNote', {
  number: z.int().min(1),
  /** It was written after this message. */
  afterSeq: z.int(),
  body: z.string(),
  agentId: z.string(),
  createdAt: Instant,
})
export type ConversationNote = z.infer<typeof ConversationNote>

const reply = {
  title: requiredText(100),
  /** What an agent types to find it. */
  shortcut: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/)
    .optional(),
  text: LocalizedText,
}
export const CannedReplyInput = schema('CannedReplyInput', reply)
export const CannedReply = schema('CannedReply', {
  ...{ replyId: z.string(), ...reply },
  ...{ updatedAt: Instant, version: z.int() },
})
export type CannedReply = z.infer<typeof CannedReply>

export const SupportAgent = schema('SupportAgent', {
  agentId: z.string(),
  displayName: z.string(),
  online: z.boolean(),
})
export type SupportAgent = z.infer<typeof SupportAgent>

/** Signed by the service, for one conversation of a guest: what the shop front keeps where scripts cannot read it. */
export const ConversationTokenHeader = z.object({
  'conversation-token': z.string().max(200).optional(),
})
