import { z } from '@hono/zod-openapi'
import { Locale } from '../common.ts'
import { defineEvent } from '../event.ts'
import { CustomerStatus } from './schemas.ts'

const UserFact = z.object({ userId: z.string() })
export const UserRegistered = defineEvent(
  'accounts',
  'UserRegistered',
  UserFact.extend({ locale: Locale }),
)
export const UserUpdated = defineEvent('accounts', 'UserUpdated', UserFact)
export const UserDeleted = defineEvent('accounts', 'UserDeleted', UserFact)
export const CustomerStatusChanged = defineEvent(
  'accounts',
  'CustomerStatusChanged',
  UserFact.extend({ from: CustomerStatus, to: CustomerStatus }),
)
