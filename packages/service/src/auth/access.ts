import { Role } from '@comptoir/contracts/accounts/schemas'
import type { MiddlewareHandler } from 'hono'
import { currentUser, requireRole, type ServiceEnv } from './auth.ts'

type Route = { readonly security?: readonly Record<string, readonly string[]>[] }

/**
 * The check of a route that is not open to guests: 401 without a user, 403 without one of the roles in `x-roles`.
 * None when a guest may use it.
 */
export function createAccessCheck(route: Route): MiddlewareHandler<ServiceEnv> | undefined {
  const ways = route.security ?? []
  const isClosed = ways.length > 0 && ways.every((way) => Object.keys(way).length > 0)
  if (!isClosed) return undefined
  const roles = Role.array().parse('x-roles' in route ? route['x-roles'] : [])
  return async function access(c, next) {
    if (roles.length > 0) requireRole(c, ...roles)
    else currentUser(c)
    await next()
  }
}
