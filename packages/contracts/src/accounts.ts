import { createRoute, z } from '@hono/zod-openapi'
import { callers, jsonAnswer, Locale, problemAnswers } from './common.ts'
import { defineEvent } from './event.ts'

export const Role = z.enum(['customer', 'vendor', 'support', 'staff', 'admin']).openapi('Role')
export type Role = z.infer<typeof Role>

export const CustomerStatus = z
  .enum(['standard', 'silver', 'gold', 'vip'])
  .openapi('CustomerStatus')
export type CustomerStatus = z.infer<typeof CustomerStatus>

/** What other services may know of an account. */
export const AccountSummary = z
  .object({
    userId: z.string(),
    email: z.string(),
    status: z.enum(['active', 'suspended', 'anonymised']),
    customerStatus: CustomerStatus,
    locale: Locale,
    name: z.string(),
  })
  .openapi('AccountSummary')
export type AccountSummary = z.infer<typeof AccountSummary>

export const readAccountSummary = createRoute({
  method: 'get',
  path: '/internal/accounts/{userId}',
  ...callers('orders'),
  request: { params: z.object({ userId: z.string() }) },
  responses: { 200: jsonAnswer(AccountSummary, 'The account'), ...problemAnswers('not_found') },
})

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
