import { z } from '@hono/zod-openapi'
import { CursorQuery, forRoles, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { operation } from '../operation.ts'
import { CustomerStatus, Profile, Role } from './schemas.ts'

const users = forRoles('staff', 'admin')
const readers = forRoles('staff', 'admin', 'support')
const userParam = z.object({ userId: z.string().max(80) })
const aProfile = { 200: jsonAnswer(Profile, 'The account') }
const usual = ['invalid_request', 'not_found'] as const

/** Staff: accounts, newest first; `q` is an email, an id or a whole name. */
export const listUsers = operation('get', '/api/users', {
  operationId: 'ListUsers',
  ...readers,
  request: {
    query: CursorQuery.extend({
      q: z.string().trim().max(320).optional(),
      status: z.enum(['active', 'suspended', 'anonymised']).optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(Profile), 'Accounts') },
  problems: ['invalid_request'],
})

export const readUser = operation('get', '/api/users/{userId}', {
  operationId: 'GetUser',
  ...readers,
  request: { params: userParam },
  responses: aProfile,
  problems: usual,
})

/** Staff: suspends (sessions end at once) or lets in again. */
export const changeUserStatus = operation('patch', '/api/users/{userId}/status', {
  operationId: 'ChangeUserStatus',
  ...users,
  request: {
    params: userParam,
    body: jsonBody({ status: z.enum(['active', 'suspended']) }),
  },
  responses: aProfile,
  problems: [...usual, 'transition_refused', 'conflict'],
})

export const changeCustomerStatus = operation('put', '/api/users/{userId}/customer-status', {
  operationId: 'ChangeCustomerStatus',
  ...users,
  request: {
    params: userParam,
    body: jsonBody({
      customerStatus: CustomerStatus,
      reason: z.string().trim().max(200).default(''),
    }),
  },
  responses: aProfile,
  problems: [...usual, 'transition_refused'],
})

/** Admins: sets the roles of an account. The last admin stays one. */
export const changeRoles = operation('put', '/api/users/{userId}/roles', {
  operationId: 'ChangeRoles',
  ...forRoles('admin'),
  request: { params: userParam, body: jsonBody({ roles: z.array(Role).min(1).max(5) }) },
  responses: aProfile,
  problems: [...usual, 'transition_refused', 'conflict'],
})
