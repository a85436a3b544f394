import { z } from '@hono/zod-openapi'
import { EmailKey } from '../email.ts'
import { internal } from '../operation.ts'

/**
 * Takes address and content out of what was written to an email without an account: the email is erased. What waits is not sent. Given by
 * its digest (`emailKeyOf`).
 */
export const eraseGuestMessages = internal(
  ['orders'],
  'PUT /internal/guest-messages/{emailKey}/erasure',
  {
    request: { params: z.object({ emailKey: EmailKey }) },
    responses: { 204: { description: 'None of them names anybody' } },
  },
)
