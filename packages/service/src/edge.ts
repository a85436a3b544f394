import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ServiceEnv, TokenVerifier } from './auth.ts'
import { createGuard, isGuarded, type RouteTable } from './guard.ts'
import { refuse } from './refusal.ts'
import { runWithTrace } from './trace.ts'

/** Every answer of ours carries it: an answer without it did not come from the service. */
export const markerHeader = 'comptoir-service'

const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Prefer',
  'Cart-Token',
  'Last-Event-ID',
  'traceparent',
]

export type EdgeOptions = {
  readonly appId: string
  readonly appToken: string
  readonly verify: TokenVerifier
  readonly table: RouteTable
  readonly corsOrigins: readonly string[]
  readonly bodyLimitBytes: number
}

type Next = () => Promise<void>

/**
 * What happens around every request, in one middleware because each layer costs: marker and security headers,
 * trace, CORS, body limit, the guard of sidecar-only paths, the user of the token.
 */
export function createEdge(options: EdgeOptions): MiddlewareHandler<ServiceEnv> {
  const guard = createGuard(options.appToken, options.table)
  const limited = bodyLimit({ maxSize: options.bodyLimitBytes, onError: refuseBody })

  function admit(c: Context<ServiceEnv>): void {
    const length = c.req.header('content-length')
    if (length !== undefined && Number(length) > options.bodyLimitBytes) refuseBody()
    const { path } = c.req
    if (!isGuarded(path)) return
    guard({
      method: c.req.method,
      path,
      token: c.req.header('dapr-api-token'),
      caller: c.req.header('dapr-caller-app-id'),
    })
  }

  async function serve(c: Context<ServiceEnv>, next: Next): Promise<void> {
    admit(c)
    const authorization = c.req.header('authorization')
    if (authorization !== undefined) c.set('user', await options.verify(bearerOf(authorization)))
    if (c.req.header('transfer-encoding') === undefined) return await next()
    await limited(c, next)
  }

  return async function edge(c, next) {
    addHeaders(c, options)
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
      return c.body(null, 204)
    }
    await runWithTrace(c.req.header('traceparent'), () => serve(c, next))
    // A handler that answers with a bare Response loses what was set before it.
    if (!c.res.headers.has(markerHeader)) addHeaders(c, options)
    return undefined
  }
}

function refuseBody(): never {
  throw refuse('body_too_large')
}

function bearerOf(authorization: string): string {
  const [scheme, token] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw refuse('invalid_token')
  return token
}

function addHeaders(c: Context, options: EdgeOptions): void {
  c.header(markerHeader, options.appId)
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-frame-options', 'DENY')
  const origin = c.req.header('origin')
  if (origin !== undefined) addCorsHeaders(c, origin, options.corsOrigins)
}

/** Sets the CORS headers when the origin is one of ours. Tokens travel in a header, so no credentials. */
function addCorsHeaders(c: Context, origin: string, allowed: readonly string[]): void {
  c.header('vary', 'Origin', { append: true })
  if (!allowed.includes('*') && !allowed.includes(origin)) return
  c.header('access-control-allow-origin', origin)
  c.header(
    'access-control-expose-headers',
    'ETag, Location, Retry-After, traceparent, Content-Disposition',
  )
  if (c.req.method !== 'OPTIONS') return
  c.header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
  c.header('access-control-allow-headers', requestHeaders.join(', '))
  c.header('access-control-max-age', '600')
}
