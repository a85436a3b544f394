import { z } from '@hono/zod-openapi'
import { Locale } from '../common.ts'
import { eventsOf } from '../event.ts'
import { CustomerStatus } from './schemas.ts'

const event = eventsOf('accounts')

const UserFact = z.object({ userId: z.string() })
export const UserRegistered = event('UserRegistered', UserFact.extend({ locale: Locale }))
export const UserUpdated = event('UserUpdated', UserFact)
export const UserDeleted = event('UserDeleted', UserFact)
export const CustomerStatusChanged = event(
  'CustomerStatusChanged',
  UserFact.extend({ from: CustomerStatus, to: CustomerStatus }),
)
