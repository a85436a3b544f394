import { z } from '@hono/zod-openapi'
import { CursorQuery, Id, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { CustomerStatus, CustomerTags, Profile, Role } from './schemas.ts'

const userParam = z.object({ userId: z.string().max(80) })
const aProfile = { 200: jsonAnswer(Profile, 'The account') }
const usual = ['invalid_request', 'not_found'] as const

/** Staff: accounts, newest first; `q` is an email, an id, a phone number or whole names. */
export const listUsers = forStaff('ListUsers', 'GET /api/users', {
  request: {
    query: CursorQuery.extend({
      q: z.string().trim().max(320).optional(),
      status: z.enum(['active', 'suspended', 'anonymised']).optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(Profile), 'Accounts') },
  problems: ['invalid_request'],
})

export const readUser = forStaff('GetUser', 'GET /api/users/{userId}', {
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

/**
 * Admins: sets the roles of an account. The last admin stays one. The role `vendor` is for the vendor of `vendorId`, which is
 * approved; without it the account stays with the one that it has.
 */
export const changeRoles = forStaff('ChangeRoles', 'PUT /api/users/{userId}/roles', {
  request: {
    params: userParam,
    body: jsonBody({ roles: z.array(Role).min(1).max(5), vendorId: Id.optional() }),
  },
  responses: aProfile,
  problems: [...usual, 'transition_refused', 'conflict'],
})

/** What staff write down about a customer, who never sees it but in the export of their data. */
export const UserNote = schema('UserNote', {
  noteId: z.string(),
  text: z.string(),
  by: z.string(),
  at: Instant,
})
export type UserNote = z.infer<typeof UserNote>

const someNotes = { 200: jsonAnswer({ items: z.array(UserNote) }, 'Notes, oldest first') }

export const listUserNotes = forStaff('ListUserNotes', 'GET /api/users/{userId}/notes', {
  request: { params: userParam },
  responses: someNotes,
  problems: usual,
})

/** Staff: adds a note; a hundred at most. */
export const addUserNote = forStaff('AddUserNote', 'POST /api/users/{userId}/notes', {
  request: { params: userParam, body: jsonBody({ text: requiredText(2_000) }) },
  responses: { 201: jsonAnswer(UserNote, 'The note') },
  problems: [...usual, 'transition_refused', 'conflict'],
})

export const deleteUserNote = forStaff(
  'DeleteUserNote',
  'DELETE /api/users/{userId}/notes/{noteId}',
  {
    request: { params: userParam.extend({ noteId: z.string().max(80) }) },
    responses: { 204: { description: 'It is gone' } },
    problems: [...usual, 'conflict'],
  },
)
