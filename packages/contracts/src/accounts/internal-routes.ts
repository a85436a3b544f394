import { z } from '@hono/zod-openapi'
import { Id, jsonAnswer, jsonBody } from '../common.ts'
import { internal } from '../operation.ts'
import { AccountMessage } from './messages.ts'
import { AccountSummary, GuestToken } from './schemas.ts'

export const readAccountSummary = internal(
  ['carts', 'catalog', 'orders'],
  'GET /internal/accounts/{userId}',
  {
    request: { params: z.object({ userId: z.string() }) },
    responses: { 200: jsonAnswer(AccountSummary, 'The account') },
    problems: ['not_found'],
  },
)

/**
 * By what other services find something of the person: the digest (`emailKeyOf`) of the email that the account proved to be its
 * own; none where nobody proved it. Of an account that is being erased as long as not every service has done so.
 */
export const readOwnEmailKey = internal(
  ['orders', 'support', 'notifications'],
  'GET /internal/accounts/{userId}/email-key',
  {
    request: { params: z.object({ userId: z.string() }) },
    responses: {
      200: jsonAnswer({ emailKey: z.string().optional() }, 'The digest, if there is one'),
    },
  },
)

const ofOrder = { params: z.object({ orderId: Id }) }

/** Signs a token of one order. That its bearer may have it is for orders to know. */
export const issueGuestToken = internal(['orders'], 'POST /internal/guests/{orderId}/tokens', {
  request: ofOrder,
  responses: { 200: jsonAnswer(GuestToken, 'The token') },
})

/** Tells every service to erase the guest of an order, as if an account was deleted; once, however often it is asked. */
export const eraseGuest = internal(['orders'], 'PUT /internal/guests/{orderId}/erasure', {
  /** `by`: who of the staff asks, for the audit log. */
  request: { ...ofOrder, query: z.object({ by: Id.optional() }) },
  responses: { 204: { description: 'It is told' } },
})

/** The message of an `AccountMessageRequested`, for who sends it; `not_found` once it is used, replaced or over. */
export const readAccountMessage = internal(
  ['notifications'],
  'GET /internal/account-messages/{messageId}',
  {
    request: { params: z.object({ messageId: Id }) },
    responses: { 200: jsonAnswer(AccountMessage, 'The message') },
    problems: ['not_found'],
  },
)

/** Something that a service holds of a person: `order`, its id, and what it is. */
export const PersonalRecord = z.object({ kind: z.string(), id: z.string(), data: z.unknown() })
export type PersonalRecord = z.infer<typeof PersonalRecord>

/** What a service holds of the person whose data were asked for, page by page, by `PersonalDataRequested`. */
export const receivePersonalData = internal(
  [
    'inventory',
    'carts',
    'orders',
    'payments',
    'billing',
    'shipping',
    'notifications',
    'promotions',
    'admin',
    'support',
  ],
  'PUT /internal/personal-data/{requestId}/{service}/{page}',
  {
    request: {
      params: z.object({
        requestId: Id,
        service: Id,
        page: z.coerce.number().int().min(0).max(10_000),
      }),
      body: jsonBody({ records: z.array(PersonalRecord), isLast: z.boolean() }),
    },
    responses: { 204: { description: 'It is kept' } },
    problems: ['invalid_request'],
  },
)

/** A service has taken a deleted person out of all that it holds. */
export const confirmErasure = internal(
  [
    'inventory',
    'carts',
    'orders',
    'payments',
    'billing',
    'shipping',
    'notifications',
    'promotions',
    'admin',
    'support',
  ],
  'PUT /internal/erasures/{userId}/{service}',
  {
    request: { params: z.object({ userId: Id, service: Id }) },
    responses: { 204: { description: 'It is noted' } },
  },
)
