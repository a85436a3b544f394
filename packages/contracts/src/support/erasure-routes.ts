import { z } from '@hono/zod-openapi'
import { Id } from '../common.ts'
import { EmailKey } from '../email.ts'
import { internal } from '../operation.ts'

/**
 * Removes what guests wrote under an email, with pictures and notes: the email is erased. Given by its digest (`emailKeyOf`). `by`: who of
 * the staff asks, for the audit log.
 */
export const eraseGuestConversations = internal(
  ['orders'],
  'PUT /internal/guest-conversations/{emailKey}/erasure',
  {
    request: { params: z.object({ emailKey: EmailKey }), query: z.object({ by: Id.optional() }) },
    responses: { 204: { description: 'There are none any more' } },
  },
)
