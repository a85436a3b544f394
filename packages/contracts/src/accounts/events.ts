import { z } from '@hono/zod-openapi'
import { Locale } from '../common.ts'
import { eventsOf } from '../event.ts'
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
