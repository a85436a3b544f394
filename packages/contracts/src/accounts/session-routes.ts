import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer } from '../common.ts'
import { forUsers } from '../operation.ts'
import { schema } from '../schema.ts'

/** A sign-in on one device. Where is coarse on purpose: the network, not the address. */
export const UserSession = schema('UserSession', {
  sessionId: z.string(),
  /** What the browser says it is, for example `Firefox, Windows`. */
  device: z.string().optional(),
  /** The network of the last use, for example `203.0.113.0/24`. */
  network: z.string().optional(),
  createdAt: Instant,
  lastUsedAt: Instant,
  expiresAt: Instant,
  /** Whether it is the one that asks. */
  isCurrent: z.boolean(),
})
export type UserSession = z.infer<typeof UserSession>

/** The sessions that live, newest first. `POST /api/auth/logout-all` ends them all. */
export const listSessions = forUsers('ListSessions', 'GET /api/me/sessions', {
  responses: { 200: jsonAnswer({ items: z.array(UserSession) }, 'Sessions') },
})

/** Ends a session at once: access tokens of the account are void, the other sessions refresh theirs. */
export const revokeSession = forUsers('RevokeSession', 'DELETE /api/me/sessions/{sessionId}', {
  request: { params: z.object({ sessionId: z.string().max(80) }) },
  responses: { 204: { description: 'It is over' } },
  problems: ['not_found'],
})
