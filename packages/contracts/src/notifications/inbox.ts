import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, Locale, pageOf } from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { forUsers } from '../operation.ts'
import { schema } from '../schema.ts'
import { TemplateKey } from './schemas.ts'

/** What the shop tells a signed-in user on its own pages. */
export const InboxMessage = schema('InboxMessage', {
  notificationId: z.string(),
  template: TemplateKey,
  orderId: z.string().optional(),
  title: z.string(),
  text: z.string(),
  locale: Locale,
  createdAt: Instant,
  readAt: Instant.optional(),
})
export type InboxMessage = z.infer<typeof InboxMessage>

const example: InboxMessage = {
  ...{ notificationId: 'ntf_qvJx0s', template: 'order_shipped', orderId: 'ord_01kad2' },
  ...{ title: 'Commande CMD-2345-678X expédiée', text: 'Votre commande est en route.' },
  ...{ locale: 'fr', createdAt: '2026-11-21T10:00:00.000Z' },
}

/** The user's inbox, newest first, with how many are unread. */
export const listInbox = forUsers('ListInbox', 'GET /api/inbox', {
  request: { query: CursorQuery },
  responses: {
    200: jsonAnswer(pageOf(InboxMessage).extend({ unread: z.int() }), 'Messages'),
  },
  problems: ['invalid_request'],
})

/** New messages as a live stream; `Last-Event-ID` resumes after one. */
export const streamInbox = forUsers('StreamInbox', 'GET /api/inbox/events', {
  request: { headers: z.object({ 'last-event-id': z.string().max(80).optional() }) },
  responses: {
    200: eventStreamAnswer({
      description: 'Each message that arrives from now on, or after `Last-Event-ID`',
      type: 'message',
      data: { $ref: '#/components/schemas/InboxMessage' },
      example: new Map([['1795255200000.ntf_qvJx0s', example]]),
    }),
  },
  problems: ['invalid_request'],
})

/** Marks a message as read; the first time stands. */
export const readInboxMessage = forUsers(
  'AcknowledgeMessage',
  'POST /api/inbox/{notificationId}/read',
  {
    request: { params: z.object({ notificationId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(InboxMessage, 'The message') },
    problems: ['not_found'],
  },
)

/** Marks all messages of the user as read, up to a hundred a call; says how many are left. */
export const readInbox = forUsers('AcknowledgeMessages', 'POST /api/inbox/read', {
  responses: { 200: jsonAnswer({ unread: z.int() }, 'Done') },
})
