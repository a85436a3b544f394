import { z } from '@hono/zod-openapi'
import { CursorQuery, jsonAnswer, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import {
  Channel,
  Notification,
  NotificationDetail,
  NotificationStatus,
  RecipientKey,
  TemplateKey,
} from './schemas.ts'

const one = { params: z.object({ notificationId: z.string().max(80) }) }
const id = z.string().max(80).optional()

/** Staff: the outbox, newest first; one filter at a time is fast, further ones are looked for in its pages. */
export const listNotifications = forStaff('ListNotifications', 'GET /api/notifications', {
  request: {
    query: CursorQuery.extend({
      status: NotificationStatus.optional(),
      channel: Channel.optional(),
      template: TemplateKey.optional(),
      orderId: id,
      userId: id,
      /** An address, as `POST /api/suppressions/lookup` calls it. */
      recipient: RecipientKey.optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(Notification), 'Messages') },
  problems: ['invalid_request'],
})

/** Staff: a message with what it says. */
export const readNotification = forStaff(
  'GetNotification',
  'GET /api/notifications/{notificationId}',
  {
    request: one,
    responses: { 200: jsonAnswer(NotificationDetail, 'The message') },
    problems: ['not_found'],
  },
)

/** Staff: sends a message again, whatever became of it; one that waits or is being sent is as it is. */
export const resendNotification = forStaff(
  'SendNotificationAgain',
  'POST /api/notifications/{notificationId}/resend',
  {
    request: one,
    responses: { 202: jsonAnswer(Notification, 'The message, queued') },
    problems: ['not_found', 'transition_refused'],
  },
)
