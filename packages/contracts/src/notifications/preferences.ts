import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { forUsers } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'
import { Channel } from './schemas.ts'

/**
 * What messages are about. `account`: who can sign in. `orders`: the contract, money, and answers to the customer. `progress`: parcels
 * and returns on their way. `marketing`: what is sent with consent alone (`/api/me/consents`).
 */
export const MessageCategory = oneOf('MessageCategory', [
  'account',
  'orders',
  'progress',
  'marketing',
])
export type MessageCategory = z.infer<typeof MessageCategory>

const ChosenChannels = z
  .array(z.enum(['email', 'sms', 'push']))
  .max(3)
  .transform((channels) => [...new Set(channels)])

/** A mail about an order is the contract on a durable medium, or about money: nobody can do without it. */
const WithMail = ChosenChannels.refine(
  (channels) => channels.includes('email'),
  'mails about orders cannot be refused',
)

/** By an IANA name: offsets and abbreviations do not know when clocks change. */
const TimeZone = z
  .string()
  .max(60)
  .refine(
    (name) => /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(name) && isTimeZone(name),
    'not a time zone, as Europe/Paris is',
  )

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time, as 22:00 is')

/** When phones are silent, by the clock of their owner; SMS and push messages wait. The same time twice: never. */
export const QuietHours = schema('QuietHours', {
  timeZone: TimeZone,
  from: TimeOfDay,
  to: TimeOfDay,
})
export type QuietHours = z.infer<typeof QuietHours>

export const NotificationPreferences = schema('NotificationPreferences', {
  categories: z.array(
    z.object({
      category: MessageCategory,
      /** By which channels its messages come; the inbox has them in any case. */
      channels: z.array(Channel),
      /** Of those, what cannot be refused. */
      mandatory: z.array(Channel),
    }),
  ),
  quiet: QuietHours,
})

const answer = { 200: jsonAnswer(NotificationPreferences, 'Preferences') }

/** By what the user is written to, and when not. Categories that were never set follow the account's preference. */
export const readNotificationPreferences = forUsers(
  'GetNotificationPreferences',
  'GET /api/notification-preferences',
  { responses: answer, problems: ['dependency_unavailable'] },
)

/** Replaces what is given and leaves the rest. */
export const changeNotificationPreferences = forUsers(
  'ChangeNotificationPreferences',
  'PATCH /api/notification-preferences',
  {
    request: {
      body: jsonBody({
        categories: z
          .object({ orders: WithMail.optional(), progress: ChosenChannels.optional() })
          .optional(),
        quiet: QuietHours.optional(),
      }),
    },
    responses: answer,
    problems: ['invalid_request', 'dependency_unavailable', 'conflict'],
  },
)
