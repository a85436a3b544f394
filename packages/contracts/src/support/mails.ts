import { z } from '@hono/zod-openapi'
import { Id, Instant, jsonAnswer, Locale } from '../common.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'
import { ConversationMailKind } from './events.ts'
import { Author } from './schemas.ts'

/** A mail of a conversation, for who sends it: of an account, its email is for accounts to say. */
export const ConversationMail = schema('ConversationMail', {
  mailId: z.string(),
  kind: ConversationMailKind,
  conversationId: z.string(),
  customerId: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  locale: Locale,
  subject: z.string().optional(),
  /** It ends a conversation that nobody answered in time. */
  unanswered: z.boolean().optional(),
  /** Opens the conversation of a guest. Made when it is asked for, and stored nowhere. */
  token: z.string().optional(),
  lines: z.array(
    z.object({
      author: Author,
      agentName: z.string().optional(),
      body: z.string(),
      images: z.int(),
      createdAt: Instant,
    }),
  ),
})
export type ConversationMail = z.infer<typeof ConversationMail>

/** The mail of a `ConversationMailRequested`; `not_found` once it was read meanwhile, erased or has nobody to go to. */
export const readConversationMail = internal(
  ['notifications'],
  'GET /internal/conversations/{conversationId}/mails/{mailId}',
  {
    request: { params: z.object({ conversationId: Id, mailId: Id }) },
    responses: { 200: jsonAnswer(ConversationMail, 'The mail') },
    problems: ['not_found'],
  },
)
