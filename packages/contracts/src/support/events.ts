import { z } from '@hono/zod-openapi'
import { Instant, Locale } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { oneOf } from '../schema.ts'
import { Rating } from './schemas.ts'

const event = eventsOf('support')

export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)

/** No event holds what somebody wrote: texts stay in the conversation, where they can be erased. */
const facts = z.object({
  conversationId: z.string(),
  /** None of a guest. */
  customerId: z.string().optional(),
  orderId: z.string().optional(),
  at: Instant,
})

export const ConversationOpened = event(
  'ConversationOpened',
  facts.extend({ locale: Locale }),
  'A customer or guest wrote to the shop for the first time in a conversation.',
)

export const ConversationAnswered = event(
  'ConversationAnswered',
  facts.extend({ agentId: z.string(), waitedSeconds: z.int() }),
  'An agent answered a conversation for the first time.',
)

export const ConversationClosed = event(
  'ConversationClosed',
  facts.extend({
    messages: z.int(),
    by: z.enum(['customer', 'agent', 'inactivity']),
    agentId: z.string().optional(),
  }),
  'A conversation ended: nobody writes in it any more.',
)

export const ConversationRated = event(
  'ConversationRated',
  facts.extend({ score: Rating.shape.score, agentId: z.string().optional() }),
  'A customer rated a conversation, once.',
)

export const ConversationMailKind = oneOf('ConversationMailKind', [
  'conversation_answer',
  'conversation_transcript',
])
export type ConversationMailKind = z.infer<typeof ConversationMailKind>

export const ConversationMailRequested = event(
  'ConversationMailRequested',
  facts.extend({ mailId: z.string(), kind: ConversationMailKind }),
  'A mail is to be sent: an answer that its customer has not read for minutes, or a transcript. What it says is asked of support.',
)
