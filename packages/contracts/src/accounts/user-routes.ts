import { z } from '@hono/zod-openapi'
import { CursorQuery, forRoles, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff, operationsFor } from '../operation.ts'
import { CustomerStatus, CustomerTags, Profile, Role } from './schemas.ts'

const forAdmins = operationsFor(forRoles('admin'))
const forReaders = operationsFor(forRoles('staff', 'admin', 'support'))
const userParam = z.object({ userId: z.string().max(80) })
const aProfile = { 200: jsonAnswer(Profile, 'The account') }
const usual = ['invalid_request', 'not_found'] as const

/** Staff: accounts, newest first; `q` is an email, an id or a whole name. */
export const listUsers = forReaders('ListUsers', 'GET /api/users', {
  request: {
    query: CursorQuery.extend({
      q: z.string().trim().max(320).optional(),
      status: z.enum(['active', 'suspended', 'anonymised']).optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(Profile), 'Accounts') },
  problems: ['invalid_request'],
})

export const readUser = forReaders('GetUser', 'GET /api/users/{userId}', {
  request: { params: userParam },
  responses: aProfile,
  problems: usual,
})

/** Staff: suspends (sessions end at once) or lets in again. */
export const changeUserStatus = forStaff('ChangeUserStatus', 'PATCH /api/users/{userId}/status', {
  request: {
    params: userParam,
    body: jsonBody({ status: z.enum(['active', 'suspended']) }),
  },
  responses: aProfile,
  problems: [...usual, 'transition_refused', 'conflict'],
})

export const changeCustomerStatus = forStaff(
  'ChangeCustomerStatus',
  'PUT /api/users/{userId}/customer-status',
  {
    request: {
      params: userParam,
      body: jsonBody({
        customerStatus: CustomerStatus,
        reason: z.string().trim().max(200).default(''),
      }),
    },
    responses: aProfile,
    problems: [...usual, 'transition_refused'],
  },
)

/** Staff: sets the tags by which price lists and promotions know customers. */
export const changeCustomerTags = forStaff('ChangeCustomerTags', 'PUT /api/users/{userId}/tags', {
  request: { params: userParam, body: jsonBody({ tags: CustomerTags }) },
  responses: aProfile,
  problems: [...usual, 'transition_refused', 'conflict'],
})

/** Admins: sets the roles of an account. The last admin stays one. */
export const changeRoles = forAdmins('ChangeRoles', 'PUT /api/users/{userId}/roles', {
  request: { params: userParam, body: jsonBody({ roles: z.array(Role).min(1).max(5) }) },
  responses: aProfile,
  problems: [...usual, 'transition_refused', 'conflict'],
})
