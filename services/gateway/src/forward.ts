import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { AppId } from '@comptoir/contracts/topology'
import type { ServiceEnv } from '@comptoir/service/auth'
import type { KeptAnswer, Recall } from '@comptoir/service/recall'
import { refuse } from '@comptoir/service/refusal'
import { currentTrace } from '@comptoir/service/trace'
import type { Context } from 'hono'
import { toResponse } from './answers.ts'
import type { Cache } from './cache.ts'
import { clientIp, type HeaderRecord, requestHeaders } from './headers.ts'
import type { RateLimits } from './rate-limits.ts'
import * as routing from './routing.ts'
import type { OpenStream } from './stream.ts'
import type { Outgoing, Upstream } from './upstream.ts'

export type ForwardDeps = {
  readonly upstream: Upstream
  readonly openStream: OpenStream
  readonly limits: RateLimits
  readonly cache: Cache
  readonly trustedProxyHops: number
  readonly timeoutMs: number
  readonly bodyLimitBytes: number
  readonly fileLimitBytes: number
}

/** A request on its way: whose it is and where it goes. */
type Passing = {
  readonly appId: AppId
  /** The part of the path that says whose it is. */
  readonly prefix: string
  readonly method: string
  readonly path: string
  /** Path and query, as they came. */
  readonly target: string
  readonly given: HeaderRecord
  readonly ip: string
}

type Handler = (c: Context<ServiceEnv>) => Promise<Response>

/** Forwards a request to the service that owns its path: from memory, as a live stream, or by invocation. */
export function createForward(deps: ForwardDeps): Handler {
  return async function forward(c) {
    const passing = passingOf(c, deps.trustedProxyHops)
    const { method, path, given } = passing
    const isRead = method === 'GET' && routing.isCataloguePath(path)
    await deps.limits.request(passing.ip, isRead)
    if (isRead && given['authorization'] === undefined) return await answerFromMemory(deps, passing)
    if (routing.isStream(method, path, textOf(given['accept'])))
      return await stream(deps, passing, c)
    return await relay(deps, passing, c)
  }
}

function passingOf(c: Context<ServiceEnv>, trustedHops: number): Passing {
  const { url } = c.req
  const target = url.slice(url.indexOf('/', url.indexOf('//') + 2))
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  const owner = routing.ownerOf(path)
  if (!owner) throw refuse('not_found')
  c.set('route', owner.prefix)
  if (!routing.isPlainPath(path)) throw refuse('invalid_request', 'the path is ambiguous')
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  const given: HeaderRecord = incoming?.headers ?? c.req.header()
  const ip = ipOf(given, incoming?.socket, trustedHops)
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  return { ...owner, method, path, target, given, ip }
}

function ipOf(given: HeaderRecord, socket: Socket | undefined, trustedHops: number): string {
  const socketIp = socket?.remoteAddress ?? '127.0.0.1'
  return clientIp(socketIp, textOf(given['x-forwarded-for']), trustedHops)
}

type RecallDeps = Pick<ForwardDeps, 'cache' | 'limits' | 'trustedProxyHops'>

/** Answers catalogue reads that are remembered before anything else runs, as long as their count needs no Redis. */
export function createRecall({ cache, limits, trustedProxyHops }: RecallDeps): Recall {
  return (target, { headers, socket }) => {
    const answer = cache.peek(cacheKey(headers, target))
    if (!answer) return undefined
    return limits.readHere(ipOf(headers, socket, trustedProxyHops))
      ? (answer as KeptAnswer)
      : undefined
  }
}

const cacheKey = (given: HeaderRecord, target: string) =>
  `${textOf(given['accept-language']) ?? ''} ${target}`

async function answerFromMemory(deps: ForwardDeps, passing: Passing): Promise<Response> {
  const ask = async () => {
    const answer = await deps.upstream(passing.appId, outgoingOf(deps, withoutConditions(passing)))
    return { ...answer, route: passing.prefix }
  }
  const answer = await deps.cache.get(cacheKey(passing.given, passing.target), ask)
  return toResponse(answer, textOf(passing.given['if-none-match']))
}

/** What is remembered must be the whole answer, also when the first who asks holds it already. */
function withoutConditions(passing: Passing): Passing {
  const { 'if-none-match': _, 'if-modified-since': __, range: ___, ...given } = passing.given
  return { ...passing, given }
}

async function stream(deps: ForwardDeps, passing: Passing, c: Context): Promise<Response> {
  const { target, headers } = outgoingOf(deps, passing)
  return await deps.openStream(passing.appId, { target, headers, signal: c.req.raw.signal })
}

async function relay(deps: ForwardDeps, passing: Passing, c: Context): Promise<Response> {
  const body = passing.method === 'GET' ? undefined : await readBody(deps, passing, c)
  const request = outgoingOf(deps, passing, body)
  if (routing.isSignIn(passing.method, passing.path)) await deps.limits.signIn(passing.ip)
  const answer = await deps.upstream(passing.appId, request)
  const changesCatalogue = passing.method !== 'GET' && routing.isCataloguePath(passing.path)
  if (changesCatalogue) deps.cache.clear()
  return toResponse(answer)
}

async function readBody(deps: ForwardDeps, passing: Passing, c: Context): Promise<Buffer> {
  const limit = routing.takesFile(passing.path) ? deps.fileLimitBytes : deps.bodyLimitBytes
  if (Number(passing.given['content-length'] ?? 0) > limit) throw refuse('body_too_large')
  const body = Buffer.from(await c.req.arrayBuffer())
  if (body.length > limit) throw refuse('body_too_large')
  return body
}

function outgoingOf(deps: ForwardDeps, passing: Passing, body?: Buffer): Outgoing {
  const { method, target, given, ip } = passing
  const headers = requestHeaders(given, {
    ip,
    host: textOf(given['host']),
    forwardedFor: deps.trustedProxyHops > 0 ? textOf(given['x-forwarded-for']) : undefined,
    traceparent: currentTrace()?.traceparent,
  })
  const timeoutMs = routing.timeoutOf(textOf(given['prefer']), deps.timeoutMs)
  return { method, target, headers, timeoutMs, ...(body && body.length > 0 && { body }) }
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
