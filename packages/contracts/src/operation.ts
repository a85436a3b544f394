import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import { permissionOf, permissions } from './accounts/permissions.ts'
import {
  callers,
  forRoles,
  maybeSignedIn,
  problemAnswers,
  signedIn,
  signedInOrGuest,
} from './common.ts'
import type { ProblemCode } from './problem.ts'
import type { AppId } from './topology.ts'

type Verb = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
type Description = Omit<RouteConfig, 'method' | 'path'> & {
  /** What it refuses with, beside what any operation may be refused with, and those who may not use it. */
  readonly problems?: readonly ProblemCode[]
}

/**
 * Describes operations of one audience by what they read, answer and refuse with.
 * @example const forAdmins = operationsFor(forRoles('admin'))
 */
export function operationsFor(audience: Pick<Description, 'security'>) {
  return <const V extends Verb, const P extends string, D extends Description>(
    operationId: string,
    call: `${V} ${P}`,
    description: D,
  ) =>
    toRoute<V, P, D>(call, { operationId, ...audience, ...permitted(operationId), ...description })
}

/** The roles of an operation are those that hold its permission, whatever its audience says. */
function permitted(operationId: string) {
  const permission = permissionOf(operationId)
  return permission && { 'x-permission': permission, 'x-roles': permissions[permission].roles }
}

/** Without security: the answer is the same for everyone. */
export const forAnyone = operationsFor({})
/** Signed in or not. */
export const forVisitors = operationsFor({ security: maybeSignedIn })
/**
 * For signed-in users.
 * @example forUsers('GetInvoice', 'GET /api/invoices/{invoiceId}', { request, responses, problems: ['not_found'] })
 */
export const forUsers = operationsFor({ security: signedIn })
/** For signed-in users, and for the guest whose order it is about. */
export const forBuyers = operationsFor(signedInOrGuest)
/** For those who hold the permission that `permissions.ts` lists the operation under. */
export const forStaff = operationsFor(forRoles('staff', 'admin'))

/**
 * An operation for other services, which the gateway never routes.
 * @example internal(['orders'], 'GET /internal/shipments/{shipmentId}', { request, responses })
 */
export function internal<const V extends Verb, const P extends string, D extends Description>(
  appIds: readonly AppId[],
  call: `${V} ${P}`,
  description: D,
) {
  return toRoute<V, P, D>(call, { ...callers(...appIds), ...description })
}

function toRoute<V extends Verb, P extends string, D extends Description>(
  call: `${V} ${P}`,
  { problems = [], responses, ...rest }: Description,
) {
  const [verb, path] = call.split(' ') as [V, P]
  const method = verb.toLowerCase() as Lowercase<V>
  const all = { ...responses, ...problemAnswers(...accessProblems(rest), ...problems) }
  const route = createRoute({ ...rest, method, path, responses: all })
  return route as unknown as Omit<typeof route, keyof D> & Omit<D, 'problems'>
}

function accessProblems({ security, ...rest }: Pick<Description, 'security'>): ProblemCode[] {
  if (security !== signedIn) return []
  return 'x-roles' in rest ? ['unauthenticated', 'forbidden'] : ['unauthenticated']
}
