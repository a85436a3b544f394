import { z } from '@hono/zod-openapi'
import { forAnyone } from '../operation.ts'

/**
 * What Twilio tells of an SMS that it took, as a form that it signs with the account's token over the address of the call
 * (`X-Twilio-Signature`). `send` counts how often the message was sent on purpose: what is told of an earlier one changes nothing.
 */
export const receiveSmsEvent = forAnyone(
  'ReceiveSmsEvent',
  'POST /api/sms-events/{notificationId}/{send}',
  {
    request: {
      params: z.object({
        notificationId: z.string().max(80),
        send: z.coerce.number().int().min(1).max(1_000),
      }),
      headers: z.object({ 'x-twilio-signature': z.string().max(200).optional() }),
    },
    responses: { 204: { description: 'Received, now or before' } },
    problems: ['invalid_request'],
  },
)
