import { createRoute, z } from '@hono/zod-openapi'
import { CursorQuery, forRoles, jsonAnswer, jsonBody, pageOf, problemAnswers } from '../common.ts'
import { CustomerStatus, Profile, Role } from './schemas.ts'

const users = { tags: ['users'], ...forRoles('staff', 'admin') }
const readers = { tags: ['users'], ...forRoles('staff', 'admin', 'support') }
const userParam = z.object({ userId: z.string().max(80) })
const aProfile = { 200: jsonAnswer(Profile, 'The account') }
const usual = ['invalid_request', 'unauthenticated', 'forbidden', 'not_found'] as const

/** Staff: accounts, newest first; `q` is an email, an id or a whole name. */
export const listUsers = createRoute({
  operationId: 'ListUsers',
  method: 'get',
  path: '/api/users',
  ...readers,
  request: {
    query: CursorQuery.extend({
      q: z.string().trim().max(320).optional(),
      status: z.enum(['active', 'suspended', 'anonymised']).optional(),
    }),
  },
  responses: {
    200: jsonAnswer(pageOf(Profile), 'Accounts'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden'),
  },
})

export const readUser = createRoute({
  operationId: 'GetUser',
  method: 'get',
  path: '/api/users/{userId}',
  ...readers,
  request: { params: userParam },
  responses: { ...aProfile, ...problemAnswers(...usual) },
})

/** Staff: suspends (sessions end at once) or lets in again. */
export const changeUserStatus = createRoute({
  operationId: 'ChangeUserStatus',
  method: 'patch',
  path: '/api/users/{userId}/status',
  ...users,
  request: {
    params: userParam,
    body: jsonBody(z.object({ status: z.enum(['active', 'suspended']) })),
  },
  responses: { ...aProfile, ...problemAnswers(...usual, 'transition_refused', 'conflict') },
})

export const changeCustomerStatus = createRoute({
  operationId: 'ChangeCustomerStatus',
  method: 'put',
  path: '/api/users/{userId}/customer-status',
  ...users,
  request: {
    params: userParam,
    body: jsonBody(
      z.object({ customerStatus: CustomerStatus, reason: z.string().trim().max(200).default('') }),
    ),
  },
  responses: { ...aProfile, ...problemAnswers(...usual, 'transition_refused') },
})

/** Admins: sets the roles of an account. The last admin stays one. */
export const changeRoles = createRoute({
  operationId: 'ChangeRoles',
  method: 'put',
  path: '/api/users/{userId}/roles',
  ...users,
  ...forRoles('admin'),
  request: { params: userParam, body: jsonBody(z.object({ roles: z.array(Role).min(1).max(5) })) },
  responses: { ...aProfile, ...problemAnswers(...usual, 'transition_refused', 'conflict') },
})
