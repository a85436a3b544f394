import { z } from '@hono/zod-openapi'
import { schema } from '../schema.ts'

/** A value that was changed; what is said of persons, and secrets, are `[hidden]`. */
const ShownValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What somebody of the staff changed: one document by one operation. */
export const StaffAction = schema('StaffAction', {
  /** Of the request: an operation that changes several documents leaves one of these for each. */
  actionId: z.string(),
  /** `operationId` of the contract. */
  operation: z.string(),
  /** Without roles where the gateway passed on what was asked. */
  actor: z.object({ userId: z.string(), roles: z.array(z.string()) }),
  /** Why, in their words: the header `Audit-Reason`, or `reason` of the body. */
  reason: z.string().optional(),
  object: z.object({ collection: z.string(), id: z.string() }),
  /** Whose the object is, if somebody's: what was written of them goes with their erasure. */
  personId: z.string().optional(),
  change: z.enum(['created', 'changed', 'removed']),
  fields: z.array(
    z.object({
      path: z.string(),
      before: ShownValue.optional(),
      after: ShownValue.optional(),
    }),
  ),
  /** How many changed fields beyond those. */
  more: z.int().optional(),
  traceId: z.string().optional(),
})
export type StaffAction = z.infer<typeof StaffAction>

export const staffActionSays =
  'Somebody of the staff changed something; it left with what they changed, for the audit log.'
