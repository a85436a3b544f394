import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { noteAnswer } from '../observability/metrics.ts'
import { holds } from './etag.ts'
import { alwaysHeaders } from './response-headers.ts'

/** A 200 that is the same for everyone. It is never changed. */
export type RememberedResponse = {
  /** With the content type; the marker and the security headers are added. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** The tag of the body, when requests with `If-None-Match` are to get 304. */
  readonly etag?: string | undefined
  /** The pattern of its route, for metrics. */
  readonly route: string | undefined
}

/**
 * Whether an `Accept-Encoding` takes a body that was compressed with Brotli.
 * @example takesBrotli('gzip, br') // true
 */
export const takesBrotli = (accepted = ''): boolean => /(^|[\s,])br([\s,;]|$)/.test(accepted)

type Incoming = HttpBindings['incoming']

/** Answers an anonymous GET from memory, or leaves it to its route. `target`: path and query. */
export type ResponseMemory = (target: string, incoming: Incoming) => RememberedResponse | undefined

type Fetch = Hono['fetch']

/** Requests with one of these are never answered from memory: the answer may differ, or access has to be checked. */
const ofSomebody = ['authorization', 'origin', 'content-length', 'transfer-encoding'] as const

function isForAnyone({ method, headers }: Incoming): boolean {
  return method === 'GET' && ofSomebody.every((name) => headers[name] === undefined)
}

/**
 * Puts a response memory before an app: what it remembers is answered before any middleware runs. A request with a token,
 * from another origin or with a body always goes to the app.
 */
export function answerFromMemory(fetch: Fetch, appId: string, memory: ResponseMemory): Fetch {
  const always = Object.fromEntries(alwaysHeaders(appId))

  function fromMemory(incoming: Incoming): Response | undefined {
    const startedAt = performance.now()
    const kept = memory(incoming.url ?? '', incoming)
    if (!kept) return undefined
    const { route, body } = kept
    const isKnown = holds(incoming.headers['if-none-match'], kept.etag)
    const status = isKnown ? 304 : 200
    noteAnswer({ method: 'GET', route, status, ms: performance.now() - startedAt })
    return new Response(isKnown ? null : body, { status, headers: { ...always, ...kept.headers } })
  }

  return (request, env, context) => {
    const { incoming } = (env ?? {}) as Partial<HttpBindings>
    const known = incoming && isForAnyone(incoming) ? fromMemory(incoming) : undefined
    return known ?? fetch(request, env, context)
  }
}
