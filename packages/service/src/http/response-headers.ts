import { lookUp } from '@comptoir/contracts/look-up'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import type { ServiceEnv, TokenVerifier } from '../auth/auth.ts'
import { createGuard, isGuarded, type RouteTable } from '../auth/sidecar-guard.ts'
import { noteAnswer } from '../observability/metrics.ts'
import { runWithTrace } from '../observability/trace.ts'
import { refuse } from '../problems/refusal.ts'
import { isWellEncoded } from './percent-encoding.ts'

/** Every answer of ours carries it: an answer without it did not come from the service. */
export const markerHeader = 'comptoir-service'

const requestHeaders =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, Cart-Token, Last-Event-ID, Audit-Reason, traceparent'
const exposedHeaders = 'ETag, Location, Retry-After, traceparent, Content-Disposition'

export type EdgeOptions = {
  readonly appId: string
  readonly appToken: string
  readonly verify: TokenVerifier
  readonly table: RouteTable
  readonly corsOrigins: readonly string[]
  readonly bodyLimitBytes: number
  readonly entrance: Entrance
}

/** Runs before the token is checked or anything else is done; what it returns is the answer. */
export type Entrance = (
  c: Context<ServiceEnv>,
) => Response | undefined | Promise<Response | undefined>

type Next = () => Promise<void>
type ReadHeader = (name: string) => string | undefined
type Header = readonly [name: string, value: string]

/** The marker and the security headers: on every answer. */
export function alwaysHeaders(appId: string): readonly Header[] {
  return [
    [markerHeader, appId],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['x-frame-options', 'DENY'],
  ]
}

/** Puts the marker, security and CORS headers on every answer, and answers preflights. */
export function createHeaderEdge(options: EdgeOptions): MiddlewareHandler<ServiceEnv> {
  const always = alwaysHeaders(options.appId)

  function headersFor(method: string, read: ReadHeader): readonly Header[] {
    const origin = read('origin')
    return origin ? [...always, ...corsHeaders(method, origin, options.corsOrigins)] : always
  }

  return async function headerEdge(c, next) {
    const read = headerReader(c)
    const headers = headersFor(c.req.method, read)
    const { outgoing } = nodeOf(c)
    // On Node's own answer they are cheapest, and no handler can lose them.
    if (outgoing) setAll(outgoing, headers)
    const startedAt = performance.now()
    if (isPreflight(c.req.method, read)) c.res = c.body(null, 204)
    else await next()
    noteAnswer({
      method: c.req.method,
      route: c.get('route') ?? patternOf(c),
      status: c.res.status,
      ms: performance.now() - startedAt,
    })
    if (!outgoing) appendAll(c.res.headers, headers)
  }
}

/** The pattern of the route that answered; none when only what stands before every route ran. */
function patternOf(c: Context): string | undefined {
  const pattern = routePath(c, -1)
  return pattern.endsWith('/*') || pattern === '*' ? undefined : pattern
}

function setAll(outgoing: HttpBindings['outgoing'], headers: readonly Header[]): void {
  for (const [name, value] of headers) outgoing.setHeader(name, value)
}

function appendAll(target: Headers, headers: readonly Header[]): void {
  for (const [name, value] of headers) target.append(name, value)
}

/** Admits a request: encoding of its target, what is declared, body limit, the guard of sidecar-only paths, the user of the token; runs it in its trace. */
export function createAdmission(options: EdgeOptions): MiddlewareHandler<ServiceEnv> {
  const guard = createGuard(options.appToken, options.table)
  const limited = bodyLimit({ maxSize: options.bodyLimitBytes, onError: refuseBody })

  function admit(c: Context<ServiceEnv>, read: ReadHeader): void {
    if (Number(read('content-length') ?? 0) > options.bodyLimitBytes) refuseBody()
    refuseEncodings(read)
    const { path } = c.req
    if (!isGuarded(path)) return
    const [token, caller] = [read('dapr-api-token'), read('dapr-caller-app-id')]
    guard({ method: c.req.method, path, token, caller })
  }

  async function identify(c: Context<ServiceEnv>, authorization: string): Promise<void> {
    const holder = await options.verify(bearerOf(authorization))
    c.set(holder.guestOf === undefined ? 'user' : 'guest', holder)
  }

  async function serve(c: Context<ServiceEnv>, read: ReadHeader, next: Next): Promise<void> {
    if (!isWellEncoded(targetOf(c))) throw refuse('invalid_request', 'malformed percent-encoding')
    const answer = await options.entrance(c)
    if (answer) {
      c.res = answer
      return
    }
    admit(c, read)
    const authorization = read('authorization')
    if (authorization !== undefined) await identify(c, authorization)
    if (read('transfer-encoding') === undefined) return await next()
    await limited(c, next)
  }

  return async function admission(c, next) {
    const read = headerReader(c)
    await runWithTrace(read('traceparent'), () => serve(c, read, next))
  }
}

/** The path and query, as they came. */
export function targetOf(c: Context): string {
  const { url } = c.req
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

function nodeOf(c: Context): Partial<HttpBindings> {
  return c.env ?? {}
}

function headerReader(c: Context): ReadHeader {
  const { incoming } = nodeOf(c)
  if (!incoming) return (name) => c.req.header(name)
  return (name) => lookUp(incoming.headers, name) as string | undefined
}

/**
 * Bodies are read as they are, and JSON as UTF-8 (RFC 8259, section 8.1): another coding or charset would be read
 * as something else, or differently by two readers. RFC 9110, section 15.5.16: 415.
 */
function refuseEncodings(read: ReadHeader): void {
  const coding = read('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (coding !== 'identity') throw refuse('unsupported_media_type', `the body is ${coding}`)
  const type = read('content-type')
  if (type === undefined || !/charset/i.test(type) || !/^[^;]*json/i.test(type)) return
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1]?.toLowerCase()
  if (charset === 'utf-8' || charset === 'utf8') return
  throw refuse('unsupported_media_type', 'JSON is read as UTF-8')
}

function refuseBody(): never {
  throw refuse('body_too_large')
}

function bearerOf(authorization: string): string {
  const [scheme, token] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw refuse('invalid_token')
  return token
}

function isPreflight(method: string, read: ReadHeader): boolean {
  return method === 'OPTIONS' && read('access-control-request-method') !== undefined
}

/** The CORS headers, when the origin is one of ours. Tokens travel in a header, so no credentials. */
function corsHeaders(
  method: string,
  origin: string,
  allowed: readonly string[],
): readonly Header[] {
  if (!allowed.includes('*') && !allowed.includes(origin)) return [['vary', 'Origin']]
  const simple: readonly Header[] = [
    ['vary', 'Origin'],
    ['access-control-allow-origin', origin],
    ['access-control-expose-headers', exposedHeaders],
  ]
  if (method !== 'OPTIONS') return simple
  return [
    ...simple,
    ['access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['access-control-allow-headers', requestHeaders],
    ['access-control-max-age', '600'],
  ]
}
