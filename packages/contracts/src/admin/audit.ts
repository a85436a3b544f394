import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, jsonAnswer, MomentQuery, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { StaffAction } from '../platform/staff-action.ts'
import { schema } from '../schema.ts'

/**
 * An entry of the audit log: what somebody of the staff changed, as a link of the chain of its service. `hash` is the SHA-256 of the
 * canonical JSON (RFC 8785) of all else but the reason, `previousHash` among it, in hexadecimal. Of the reason the chain holds a salted
 * hash: it can be erased with a person, and nothing else can.
 */
export const AuditEntry = schema('AuditEntry', {
  entryId: z.string(),
  /** The service that was changed: each has a chain of its own. */
  service: z.string(),
  sequence: z.int().min(1),
  at: Instant,
  action: StaffAction.omit({ reason: true }).openapi('RecordedAction'),
  reason: z.string().optional(),
  reasonHash: z.string().optional(),
  reasonErasedAt: Instant.optional(),
  previousHash: z.string(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** A stretch of the chain of a service, and whether it holds. */
export const ChainCheck = schema('ChainCheck', {
  service: z.string(),
  /** The last entry that was looked at: where the next stretch begins. Kept elsewhere, it proves later that nothing before it changed. */
  sequence: z.int(),
  hash: z.string(),
  /** Whether that is the end of the chain. */
  isComplete: z.boolean(),
  /** Why the chain does not hold, with the place of the first entry that does not fit. */
  fault: z.object({ sequence: z.int(), reason: z.string() }).optional(),
})
export type ChainCheck = z.infer<typeof ChainCheck>

const filter = z.string().max(300).optional()

/** Newest first: of an actor, operation, object (`products/prd_1`), service, owner or request, within a time. */
export const listAuditEntries = forStaff('ListAuditEntries', 'GET /api/audit', {
  request: {
    query: CursorQuery.extend({
      ...{ actor: filter, operation: filter, object: filter, service: filter },
      ...{ person: filter, actionId: filter },
      from: MomentQuery.optional(),
      to: MomentQuery.optional(),
    }),
  },
  responses: {
    200: jsonAnswer(pageOf(AuditEntry), 'Who did what and why, before and after'),
  },
  problems: ['invalid_request'],
})

/** Computes the hashes of the next thousand entries of a chain again, from its beginning or behind an entry that is known. */
export const checkAuditChain = forStaff('GetAuditVerification', 'GET /api/audit/verification', {
  request: {
    query: z.object({
      service: z.string().max(40),
      after: z.coerce.number().int().min(0).default(0),
      /** Of the entry `after`. */
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
  },
  responses: { 200: jsonAnswer(ChainCheck, 'Whether the stretch holds') },
  problems: ['invalid_request'],
})
