import { z } from '@hono/zod-openapi'
import { jsonAnswer, Locale } from '../common.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'
import { ConsentChannel } from './consents.ts'

/** How somebody with an account may be written to. */
export const AccountReach = schema('AccountReach', {
  userId: z.string(),
  email: z.string(),
  locale: Locale,
  /** As it was typed; none is known of many. */
  phone: z.string().optional(),
  /** What the user chose beside what must be told by mail. */
  channels: z.array(z.enum(['email', 'sms', 'push'])),
  /** Whether it may be by mail. */
  marketingConsent: z.boolean(),
  /** By what marketing may be sent; who does not say so means mail alone, if that. */
  marketing: z.array(ConsentChannel).optional(),
})
export type AccountReach = z.infer<typeof AccountReach>

const ofUser = { params: z.object({ userId: z.string().max(80) }) }

/** None of an account that was deleted. */
export const readAccountReach = internal(
  ['notifications'],
  'GET /internal/accounts/{userId}/reach',
  {
    request: ofUser,
    responses: { 200: jsonAnswer(AccountReach, 'How to write to the user') },
    problems: ['not_found'],
  },
)

/** Takes back the consent to marketing, as who unsubscribes does, or says that a mail was spam. */
export const withdrawMarketingConsent = internal(
  ['notifications'],
  'DELETE /internal/accounts/{userId}/marketing-consent',
  {
    request: ofUser,
    responses: { 204: { description: 'There is none any more' } },
    problems: ['not_found'],
  },
)
