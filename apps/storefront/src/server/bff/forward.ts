import { targetOf } from '@comptoir/service/http/response-headers'
import { refuse } from '@comptoir/service/problems/refusal'
import { CallError } from '@comptoir/site/call'
import type { Context } from 'hono'
import { answerProblem, outcomeOf } from './answers.ts'
import { conversationTokenOf } from './messages/chat-reference.ts'
import type { GuestOrders } from './orders/guest-orders.ts'
import { bearerOf, type OpenVisit, type Visit } from './visit.ts'

/** What pages may ask the API for, by its first word; what is not here has no way in. */
const resources = new Set([
  ...[
    'me',
    'auth',
    'orders',
    'invoices',
    'credit-notes',
    'returns',
    'return-policy',
    'withdrawals',
  ],
  ...['payment-methods', 'payment-links', 'pickup-points', 'stock', 'search'],
  ...['inbox', 'notification-preferences', 'push-subscriptions'],
  ...['conversations', 'data-exports', 'shop', 'tracking'],
  ...['erasure-receipts', 'carriers', 'shipments'],
])
/** Of these anyone is told the same: also who cannot be told from a guest now. */
const isForAnyone = ({ pathname }: URL) =>
  /^\/api\/(stock|search|shop|pickup-points|payment-methods|return-policy|carriers)(\/|$)/.test(
    pathname,
  )
/** Their answers hold tokens, which no page ever sees: they have routes of their own, or none. */
const closed =
  /^(auth\/(login|register|refresh|logout)|orders\/(guest-sessions|links)|shipments(?!\/[^/]+\/return-label\b))\b/

const asked = [
  ...['accept', 'accept-language', 'content-type', 'idempotency-key', 'if-match', 'prefer'],
  'last-event-id',
]
const answered = [
  ...['content-type', 'content-disposition', 'content-length', 'etag', 'location', 'retry-after'],
  ...['traceparent', 'x-accel-buffering'],
]
const timeoutMs = 30_000

export type ForwardDeps = {
  readonly openVisit: OpenVisit
  readonly guestOrders: GuestOrders
  readonly apiOrigin: (path: string) => string
  readonly fetch?: typeof fetch
}

type Asked = { readonly url: URL; readonly method: string; readonly headers: Headers }
type Upstream = Asked & { readonly body: ArrayBuffer | undefined; readonly signal: AbortSignal }

/** Asks the API with what says who asks. Throws a refusal when nothing comes back. */
function createAsk(send: typeof fetch) {
  return async function askAs(
    upstream: Upstream,
    bearer: Record<string, string>,
  ): Promise<Response> {
    const { url, method, signal, body } = upstream
    const headers = new Headers(upstream.headers)
    for (const [name, value] of Object.entries(bearer)) headers.set(name, value)
    try {
      return await send(url, { method, headers, signal, redirect: 'manual', ...(body && { body }) })
    } catch (error) {
      const extensions = { retryAfterSeconds: 1 }
      throw refuse('dependency_unavailable', undefined, { cause: String(error), extensions })
    }
  }
}

/**
 * Passes what a page asks for on to the shop's API, for whoever the cookies say: `/bff/orders/1` is `/api/orders/1`. Streams are
 * passed on as they come. An order that is not the visitor's is not there.
 */
export function createForward(deps: ForwardDeps) {
  const askAs = createAsk(deps.fetch ?? fetch)

  /** As who is signed in; with a new access token once, when the one there is was refused. */
  async function askAsUser(visit: Visit, upstream: Upstream): Promise<Response | undefined> {
    const session = await visit.session()
    if (!session) return undefined
    const answer = await askAs(upstream, bearerOf(session))
    if (answer.status !== 401) return answer
    const renewed = await visit.renewed()
    if (renewed) return await askAs(upstream, bearerOf(renewed))
    return isForAnyone(upstream.url) ? undefined : answer
  }

  /** As who is signed in; nothing for a guest, nor while accounts does not say who it is. */
  async function askAsWhoIsKnown(visit: Visit, upstream: Upstream): Promise<Response | undefined> {
    try {
      return await askAsUser(visit, upstream)
    } catch (error) {
      if (error instanceof CallError) return undefined
      throw error
    }
  }

  async function askAsGuest(visit: Visit, upstream: Upstream): Promise<Response | undefined> {
    const orderId = orderIn(upstream.url)
    const token = orderId && (await deps.guestOrders.tokenOf(visit, orderId))
    if (!token) return undefined
    const answer = await askAs(upstream, { authorization: `Bearer ${token}` })
    // it may belong to an account by now
    return [401, 403, 404].includes(answer.status) ? undefined : answer
  }

  async function ask(visit: Visit, upstream: Upstream): Promise<Response> {
    if (isForAnyone(upstream.url))
      return (await askAsWhoIsKnown(visit, upstream)) ?? (await askAs(upstream, {}))
    const answer = (await askAsGuest(visit, upstream)) ?? (await askAsUser(visit, upstream))
    if (answer) return answer
    // somebody else's order is answered like one that does not exist
    if (isOfOrder(upstream.url)) throw refuse('not_found')
    return await askAs(upstream, {})
  }

  return async function forward(c: Context): Promise<Response> {
    const url = addressOf(c, deps.apiOrigin)
    if (!url) throw refuse('not_found')
    const visit = deps.openVisit(c)
    const { method } = c.req
    const body = ['GET', 'HEAD'].includes(method) ? undefined : await c.req.arrayBuffer()
    const headers = headersFor(c, visit)
    const { signal, end } = limitOf(c, url)
    const upstream = { url, method, headers, body, signal }
    const outcome = await outcomeOf(() => ask(visit, upstream)).finally(end)
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return toResponse(outcome.value, visit)
  }
}

function headersFor(c: Context, visit: Visit): Headers {
  const isOfChat = c.req.path.startsWith('/bff/conversations/')
  const headers = new Headers({ ...visit.headers, ...(isOfChat && conversationTokenOf(visit)) })
  for (const name of asked) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  return headers
}

/** Until the visitor leaves, and so long for an answer to begin: a large file then takes its time. Streams may begin late. */
function limitOf(c: Context, { pathname }: URL) {
  const { signal } = c.req.raw
  if (pathname.endsWith('/events')) return { signal, end: () => {} }
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), timeoutMs)
  return { signal: AbortSignal.any([signal, limit.signal]), end: () => clearTimeout(timer) }
}

/** Where the API has it; nothing for what no page may ask for. */
function addressOf(c: Context, apiOrigin: ForwardDeps['apiOrigin']): URL | undefined {
  const target = targetOf(c).replace(/^\/bff\//, '')
  const [resource = ''] = target.split(/[/?]/)
  if (!resources.has(resource) || closed.test(target)) return undefined
  const path = `/api/${resource}`
  const url = new URL(`/api/${target}`, apiOrigin(path))
  // dot segments would lead elsewhere
  const isInside = url.pathname === path || url.pathname.startsWith(`${path}/`)
  const isOpen = !closed.test(decodeURIComponent(url.pathname).slice('/api/'.length))
  return isInside && isOpen ? url : undefined
}

/** What is of an order without naming it in its path. */
const isOfSomeOrder = /^\/api\/(invoices|credit-notes|returns|shipments)(\/|$)/

/** The order that something of a guest is of: named by the path, else by `?order=`. */
function orderIn({ pathname, searchParams }: URL): string | undefined {
  const named = isOfSomeOrder.test(pathname) ? searchParams.get('order') : undefined
  return /^\/api\/orders\/(ord_[^/]+)/.exec(pathname)?.[1] ?? named ?? undefined
}

const isOfOrder = ({ pathname }: URL) => /^\/api\/orders\/ord_/.test(pathname)

function toResponse(upstream: Response, { jar }: Visit): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const name of answered) {
    const value = upstream.headers.get(name)
    // a body that fetch has decoded is longer than its header says
    const isLength = name === 'content-length' && upstream.headers.has('content-encoding')
    if (value !== null && !isLength) headers.set(name, value)
  }
  for (const cookie of jar.changes()) headers.append('set-cookie', cookie)
  const isStream = headers.get('content-type')?.startsWith('text/event-stream')
  const body = isStream && upstream.body ? untilGone(upstream.body) : upstream.body
  return new Response(body, { status: upstream.status, headers })
}

/** A stream whose reader may leave at any time: that is its end, not a fault. */
function untilGone(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const end = { done: true, value: undefined } as const
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => end)
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => reader.cancel().catch(() => undefined),
  })
}
