import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { forUsers } from '../operation.ts'
import { schema } from '../schema.ts'
import { Role } from './schemas.ts'

/** A thing that somebody may do: the roles that hold it, and the operations (`operationId`) that need it. */
export const PermissionRule = schema('PermissionRule', {
  permission: z.string(),
  roles: z.array(Role),
  operations: z.array(z.string()),
})

/** Who may do what, and what the caller may: a site shows by it what it offers. */
export const listPermissions = forUsers('ListPermissions', 'GET /api/permissions', {
  responses: {
    200: jsonAnswer(
      { mine: z.array(z.string()), permissions: z.array(PermissionRule) },
      'Permissions',
    ),
  },
})
