import { z } from '@hono/zod-openapi'
import { Instant, Locale } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { MessageKind } from './messages.ts'
import { CustomerStatus } from './schemas.ts'

const event = eventsOf('accounts')

const UserFact = z.object({ userId: z.string() })
export const UserRegistered = event(
  'UserRegistered',
  UserFact.extend({ locale: Locale }),
  'Someone made an account.',
)
export const UserUpdated = event(
  'UserUpdated',
  UserFact,
  'Anything else of an account changed; accounts says what it is now.',
)
export const UserDeleted = event(
  'UserDeleted',
  UserFact,
  'An account was deleted, or the guest of an order is to be erased: every service erases what it holds of the person.',
)
export const CustomerStatusChanged = event(
  'CustomerStatusChanged',
  UserFact.extend({ from: CustomerStatus, to: CustomerStatus }),
  'Staff gave a customer another status.',
)
export const AccountMessageRequested = event(
  'AccountMessageRequested',
  z.object({
    messageId: z.string(),
    kind: MessageKind,
    locale: Locale,
    /** The account that it is about; none of who has no account yet. */
    userId: z.string().optional(),
    expiresAt: Instant,
  }),
  'Accounts has something to tell by mail. Whoever sends it asks for address and token by the id: neither is in an event.',
)
export const PersonalDataRequested = event(
  'PersonalDataRequested',
  UserFact.extend({ requestId: z.string() }),
  'Someone asked for all that the shop holds of them: every service that holds something answers accounts, by the request.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
