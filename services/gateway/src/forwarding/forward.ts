import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import { clientIp } from '@comptoir/service/auth/address-behind-proxies'
import { isStaff, maybeUser, type ServiceEnv } from '@comptoir/service/auth/auth'
import { type VisitorOf, visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { signalOfClient } from '@comptoir/service/http/client'
import type { InFlight } from '@comptoir/service/http/in-flight'
import type { RememberedResponse, ResponseMemory } from '@comptoir/service/http/response-memory'
import { currentTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import { type RateLimits, refuseSlowly } from '../limits/rate-limits.ts'
import { requireOpen } from '../routing/maintenance.ts'
import type { Operation } from '../routing/operation-table.ts'
import type { Resolve } from '../routing/resolve-request.ts'
import * as routing from '../routing/routing.ts'
import type { Cache } from './cache.ts'
import { type HeaderRecord, requestHeaders } from './headers.ts'
import { languageOf } from './language.ts'
import type { OpenStream } from './stream.ts'
import { type Outgoing, toResponse, type Upstream } from './upstream.ts'

/** What decides whose address counts. */
export type AddressDeps = {
  /** How many proxies of ours stand before the gateway. */
  readonly trustedProxyHops: number
  /** The visitor for whom the storefront asks. */
  readonly visitorOf: VisitorOf
}

export type ForwardDeps = AddressDeps & {
  readonly upstream: Upstream
  readonly openStream: OpenStream
  readonly limits: RateLimits
  readonly cache: Cache
  /** Requests that wait for a service, by address and user. */
  readonly calls: InFlight
  /** Live streams, by address and user. */
  readonly streams: InFlight
  readonly settings: CurrentSettings
  readonly timeoutMs: number
  readonly bodyLimitBytes: number
  readonly fileLimitBytes: number
}

/** A request that the contract declares, on its way to its service. */
export type ForwardedRequest = {
  readonly operation: Operation
  readonly method: string
  /** Path and query: as they came, or of catalogue reads in the one way in which they are remembered. */
  readonly target: string
  /** Answered from memory when it can be. */
  readonly isShared: boolean
  readonly given: HeaderRecord
  readonly ip: string
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Set at the gateway's entrance for what it forwards. */
    forwarded: ForwardedRequest
  }
}

type Handler = (c: Context<ServiceEnv>) => Promise<Response>

/** Forwards a request to the service of its operation: from memory, as a live stream, or by invocation. */
export function createForward(deps: ForwardDeps): Handler {
  return async function forward(c) {
    const forwarded: ForwardedRequest | undefined = c.get('forwarded')
    if (!forwarded) throw refuse('not_found')
    c.set('route', forwarded.operation.path)
    requireOpen(deps.settings().maintenance, forwarded.operation, maybeUser(c))
    const holders = { address: forwarded.ip, user: maybeUser(c)?.id }
    if (forwarded.operation.isStream) return await stream(deps, forwarded, c, holders)
    const leave = await enter(deps.calls, holders).catch(refuseSlowly)
    try {
      return forwarded.isShared && forwarded.given['authorization'] === undefined
        ? await answerFromMemory(deps, forwarded, c)
        : await relay(deps, forwarded, c)
    } finally {
      leave()
    }
  }
}

const enter = async (inFlight: InFlight, holders: Holders): Promise<() => void> =>
  inFlight.enter(holders)

/** The headers as Node read them, and the address of the client. */
export function senderOf(c: Context, deps: AddressDeps): Pick<ForwardedRequest, 'given' | 'ip'> {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  const given: HeaderRecord = incoming?.headers ?? c.req.header()
  return { given, ip: ipOf(given, incoming?.socket, deps) }
}

function ipOf(given: HeaderRecord, socket: Socket | undefined, deps: AddressDeps): string {
  const socketIp = socket?.remoteAddress ?? '127.0.0.1'
  const sender = clientIp(socketIp, textOf(given['x-forwarded-for']), deps.trustedProxyHops)
  return deps.visitorOf(textOf(given[visitorAddressHeader]), sender) ?? sender
}

type ResponseMemoryDeps = AddressDeps &
  Pick<ForwardDeps, 'cache' | 'limits' | 'settings'> & { readonly resolve: Resolve }

/** Answers catalogue reads that are remembered before anything else runs, as long as they are counted here. */
export function createResponseMemory(deps: ResponseMemoryDeps): ResponseMemory {
  return (target, { headers, socket }) => {
    const resolved = deps.resolve('GET', target)
    if (!resolved?.isShared || deps.settings().maintenance.on) return undefined
    const answer = deps.cache.peek(cacheKey(headers, resolved.target))
    const isCounted = answer && deps.limits.readHere(ipOf(headers, socket, deps))
    return isCounted ? (answer as RememberedResponse) : undefined
  }
}

const languageIn = (given: HeaderRecord) => languageOf(textOf(given['accept-language']))

const cacheKey = (given: HeaderRecord, target: string) => `${languageIn(given)} ${target}`

async function answerFromMemory(deps: ForwardDeps, forwarded: ForwardedRequest, c: Context) {
  const { operation, given, target } = forwarded
  const ask = async (signal: AbortSignal) => {
    const request = { ...outgoingOf(deps, asAnyone(forwarded)), signal }
    return { ...(await deps.upstream(operation.appId, request)), route: operation.path }
  }
  const answer = await deps.cache.get(cacheKey(given, target), ask, signalOfClient(c))
  return toResponse(answer, textOf(given['if-none-match']))
}

/** What is remembered is the whole answer, whoever asks first: of the client's headers only the language counts. */
function asAnyone(forwarded: ForwardedRequest): ForwardedRequest {
  const { host } = forwarded.given
  const given = { 'accept-language': languageIn(forwarded.given), ...(host && { host }) }
  return { ...forwarded, given }
}

type Holders = { readonly address: string; readonly user: string | undefined }

async function stream(deps: ForwardDeps, forwarded: ForwardedRequest, c: Context, who: Holders) {
  const onEnd = await enter(deps.streams, who).catch(refuseSlowly)
  try {
    const request = { ...outgoingOf(deps, forwarded), signal: signalOfClient(c), onEnd }
    return await deps.openStream(forwarded.operation.appId, request)
  } catch (error) {
    onEnd()
    throw error
  }
}

async function relay(deps: ForwardDeps, forwarded: ForwardedRequest, c: Context<ServiceEnv>) {
  const { operation } = forwarded
  const body = operation.method === 'GET' ? undefined : await readBody(deps, forwarded, c)
  const request = { ...outgoingOf(deps, forwarded, body), signal: signalOfClient(c) }
  if (routing.isSignIn(operation)) await deps.limits.signIn(forwarded.ip)
  if (operation.appId !== 'catalog' || operation.method === 'GET' || !isStaff(maybeUser(c)))
    return toResponse(await deps.upstream(operation.appId, request))
  return toResponse(await changeCatalogue(deps, operation, request))
}

/** Forgets what is remembered, unless the change was refused. One without an answer may have been made. */
async function changeCatalogue(deps: ForwardDeps, { appId }: Operation, request: Outgoing) {
  let isRefused = false
  try {
    const answer = await deps.upstream(appId, request)
    isRefused = answer.status >= 400 && answer.status < 500
    return answer
  } finally {
    if (!isRefused) deps.cache.clear()
  }
}

/** The bytes that sign-ins may have: some email, password and names. */
const signInLimitBytes = 16 * 1024

function bodyLimitOf({ fileLimitBytes, bodyLimitBytes }: ForwardDeps, operation: Operation) {
  if (operation.takesFile) return fileLimitBytes
  return routing.isSignIn(operation) ? Math.min(signInLimitBytes, bodyLimitBytes) : bodyLimitBytes
}

async function readBody(deps: ForwardDeps, { operation, given }: ForwardedRequest, c: Context) {
  // a file is large: it is not read for somebody whom the service refuses anyway
  if (operation.takesFile && operation.needsUser && !maybeUser(c)) throw refuse('unauthenticated')
  const limit = bodyLimitOf(deps, operation)
  if (Number(given['content-length'] ?? 0) > limit) throw refuse('body_too_large')
  const body = Buffer.from(await c.req.arrayBuffer())
  if (body.length > limit) throw refuse('body_too_large')
  return body
}

function outgoingOf(deps: ForwardDeps, forwarded: ForwardedRequest, body?: Buffer): Outgoing {
  const { method, target, given, ip } = forwarded
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
