import { createHash, timingSafeEqual } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { refuse } from '../problems/refusal.ts'

/** A route of the registry, as the guard and the method check need it. */
type KnownRoute = {
  readonly method: string
  readonly path: RegExp
  readonly callers: readonly string[]
}

export type RouteTable = {
  find(method: string, path: string): KnownRoute | undefined
}

/** The routes of an app by method and path, read from its OpenAPI registry as it grows. */
export function createRouteTable(
  registry: Pick<OpenAPIHono['openAPIRegistry'], 'definitions'>,
): RouteTable {
  let known: KnownRoute[] = []
  let seen = 0

  function routes(): KnownRoute[] {
    const { definitions } = registry
    if (definitions.length !== seen) {
      known = definitions.flatMap((item) => (item.type === 'route' ? [knownRoute(item.route)] : []))
      seen = definitions.length
    }
    return known
  }
  return {
    find: (method, path) =>
      routes().find((route) => route.method === method && route.path.test(path)),
  }
}

function knownRoute(route: { method: string; path: string }): KnownRoute {
  const callers: unknown = 'x-callers' in route ? route['x-callers'] : []
  const pattern = route.path
    .split(/\{[^}]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+')
  return {
    method: route.method.toUpperCase(),
    path: new RegExp(`^${pattern}$`),
    callers: Array.isArray(callers) ? callers : [],
  }
}

/** Whether a path is for sidecars only. */
export function isGuarded(path: string): boolean {
  return ['/internal', '/events', '/dapr/'].some((prefix) => path.startsWith(prefix))
}

export type GuardRequest = {
  readonly method: string
  readonly path: string
  readonly token: string | undefined
  /**
   * The header `dapr-caller-app-id`. Who forges it adds a value, before or after the true one at random: so every
   * value must be allowed.
   */
  readonly caller: string | undefined
}

/** Refuses what did not come through our sidecar, and internal calls of an app that the route does not list. */
export function createGuard(appToken: string, table: RouteTable): (request: GuardRequest) => void {
  const isAppToken = createTokenCheck(appToken)
  return function guard({ method, path, token, caller }) {
    if (!isAppToken(token)) throw refuse('forbidden')
    if (!path.startsWith('/internal')) return
    const named = callersIn(caller)
    const allowed = table.find(method, path)?.callers ?? []
    if (named.length === 0 || !named.every((appId) => allowed.includes(appId))) {
      throw refuse('forbidden')
    }
  }
}

/** Whether a token is the one that our sidecars add; takes as long whatever is wrong with it. */
export function createTokenCheck(appToken: string): (token: string | undefined) => boolean {
  const expected = digest(appToken)
  return (token) => token !== undefined && timingSafeEqual(digest(token), expected)
}

/** Every app id that a `dapr-caller-app-id` names, the true one and forged ones alike. */
export const callersIn = (header: string | undefined): string[] =>
  header?.split(',').map((appId) => appId.trim()) ?? []

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
