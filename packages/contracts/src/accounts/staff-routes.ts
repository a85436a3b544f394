import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, jsonBody, Locale, pageOf } from '../common.ts'
import { Email } from '../email.ts'
import { forAnyone, forStaff } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'
import { GivenPassword } from './password.ts'
import { Profile, Session } from './schemas.ts'

/** The roles that somebody is invited to. */
export const StaffRole = oneOf('StaffRole', ['support', 'staff', 'admin'])
export type StaffRole = z.infer<typeof StaffRole>

export const Invitation = schema('Invitation', {
  invitationId: z.string(),
  email: z.string(),
  role: StaffRole,
  /** `expired` is an open one whose time is over. */
  status: z.enum(['open', 'accepted', 'revoked', 'expired']),
  invitedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  acceptedBy: z.string().optional(),
})
export type Invitation = z.infer<typeof Invitation>

const name = z.string().trim().max(100)
const usual = ['invalid_request', 'not_found'] as const

/** Admins: who works for the shop in a role, newest first. */
export const listStaff = forStaff('ListStaff', 'GET /api/staff', {
  request: { query: CursorQuery.extend({ role: StaffRole.default('staff') }) },
  responses: { 200: jsonAnswer(pageOf(Profile), 'Staff') },
  problems: ['invalid_request'],
})

export const listInvitations = forStaff('ListInvitations', 'GET /api/invitations', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(Invitation), 'Invitations, newest first') },
  problems: ['invalid_request'],
})

/** Admins: invites somebody by mail. An open invitation of the email ends: the newest link is the one that works. */
export const createInvitation = forStaff('CreateInvitation', 'POST /api/invitations', {
  request: {
    body: jsonBody({ email: Email, role: StaffRole, locale: Locale.default('fr') }),
  },
  responses: { 201: jsonAnswer(Invitation, 'The invitation') },
  problems: ['invalid_request', 'rate_limited'],
})

/** Admins: takes an open invitation back; its link ends. */
export const revokeInvitation = forStaff(
  'RevokeInvitation',
  'DELETE /api/invitations/{invitationId}',
  {
    request: { params: z.object({ invitationId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(Invitation, 'The invitation') },
    problems: [...usual, 'transition_refused'],
  },
)

/**
 * Accepts an invitation by the token of its mail: with a password for a new account, or with that of the account that has the
 * email already.
 */
export const acceptInvitation = forAnyone('AcceptInvitation', 'POST /api/auth/invitations', {
  request: {
    body: jsonBody({
      token: z.string().min(20).max(200),
      password: GivenPassword.min(1),
      firstName: name.default(''),
      lastName: name.default(''),
    }),
  },
  responses: { 200: jsonAnswer(Session, 'Signed in') },
  problems: [
    ...(['invalid_request', 'invalid_token', 'invalid_credentials', 'account_suspended'] as const),
    ...(['rate_limited', 'conflict'] as const),
  ],
})
