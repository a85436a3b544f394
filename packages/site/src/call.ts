import { lookUp } from '@comptoir/contracts/look-up'
import type { AnswerOf, RequestOf } from '@comptoir/contracts/platform/operation-types'
import type { RouteConfig } from '@hono/zod-openapi'

/** `GET /api/products` of the operation's contract. */
export type OperationOf<R extends RouteConfig> = `${Uppercase<R['method']>} ${R['path']}`

type CallOptions = {
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** In ms; reads have 8 s, writes 20 s. */
  readonly timeoutMs?: number
}

/** What a call of the operation needs. */
export type CallInput<R> = RequestOf<R> & CallOptions
type Input<R> = object extends CallInput<R> ? [input?: CallInput<R>] : [input: CallInput<R>]

/** What is wrong with a field of a request: pages say it by its code. */
export type FieldFault = {
  readonly field: string
  readonly code?: string
  readonly message: string
}

/** RFC 9457, as our services answer it. */
export type Problem = {
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly traceId?: string
  readonly errors?: readonly FieldFault[]
  readonly [extension: string]: unknown
}

/** A refusal by a service, or none at all: then the code is `network`. */
export class CallError extends Error {
  readonly problem: Problem

  constructor(operation: string, problem: Problem, cause?: unknown) {
    super(`${operation}: ${problem.code}`, { cause })
    this.name = 'CallError'
    this.problem = problem
  }
}

/** Calls operations of the shop by their contract; only its types are imported, so no schema reaches a browser. */
export type Call = <R extends RouteConfig>(
  operation: OperationOf<R>,
  ...input: Input<R>
) => Promise<AnswerOf<R>>

export type CallerOptions = {
  /** Where an operation is asked: an origin without a slash at its end. */
  readonly origin: (path: string) => string
  readonly fetch?: typeof fetch
  /** Sent with every call. */
  readonly headers?: () => Readonly<Record<string, string>>
}

type AnyInput = CallOptions & {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** What may be repeated is tried so often again when nothing, or 502 to 504, came back. */
const mostRetries = 2
const readMs = 8_000
const writeMs = 20_000

/**
 * A caller for one audience. Reads are repeated; a write only with an idempotency key, since its answer may be what got lost.
 * @example const page = await call<typeof listProducts>('GET /api/products', { query: { q: 'lampe' } })
 */
export function createCall(options: CallerOptions): Call {
  const send = options.fetch ?? fetch

  async function once(operation: string, given: AnyInput): Promise<unknown> {
    const [method = 'GET', template = '/'] = operation.split(' ')
    const isRead = method === 'GET'
    const limit = AbortSignal.timeout(given.timeoutMs ?? (isRead ? readMs : writeMs))
    const response = await send(urlOf(options.origin(template), template, given), {
      method,
      cache: 'no-store',
      headers: headersOf(given, options.headers?.()),
      signal: given.signal ? AbortSignal.any([limit, given.signal]) : limit,
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    })
    if (!response.ok) throw new CallError(operation, await contentOf(response))
    return response.status === 204 ? undefined : await response.json()
  }

  async function attempt(operation: string, given: AnyInput, retries: number): Promise<unknown> {
    for (let tries = 0; ; tries++) {
      const outcome = await once(operation, given).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ failure: toCallError(operation, error) }),
      )
      if ('answer' in outcome) return outcome.answer
      const isOver = tries >= retries || given.signal?.aborted === true
      if (isOver || !isPassing(outcome.failure.problem)) throw outcome.failure
      await pause(100 * 2 ** tries * (0.5 + Math.random()))
    }
  }

  return async function call<R extends RouteConfig>(operation: string, ...[input]: Input<R>) {
    const given: AnyInput = input ?? {}
    const isRepeatable = operation.startsWith('GET ') || given.headers?.['idempotency-key']
    return (await attempt(operation, given, isRepeatable ? mostRetries : 0)) as AnswerOf<R>
  }
}

const isPassing = ({ code, status }: Problem) =>
  code === 'network' || (status >= 502 && status <= 504)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function toCallError(operation: string, error: unknown): CallError {
  if (error instanceof CallError) return error
  return new CallError(operation, { status: 0, code: 'network' }, error)
}

function urlOf(origin: string, template: string, { params = {}, query = {} }: AnyInput): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(lookUp(params, name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) search.append(name, String(item))
    }
  }
  return search.size > 0 ? `${origin}${path}?${search}` : `${origin}${path}`
}

function headersOf(given: AnyInput, always: Readonly<Record<string, string>> = {}) {
  return {
    accept: 'application/json',
    ...(given.body !== undefined && { 'content-type': 'application/json' }),
    ...always,
    ...given.headers,
  }
}

/**
 * What a refusal says, and in `retryAfterSeconds` when its header says to come again.
 * @example if (!response.ok) throw new CallError('POST /api/orders', await problemOf(response))
 */
export async function problemOf(response: Response): Promise<Problem> {
  const problem = await contentOf(response)
  const again = Number(response.headers.get('retry-after'))
  return again > 0 ? { ...problem, retryAfterSeconds: again } : problem
}

async function contentOf(response: Response): Promise<Problem> {
  const { status } = response
  const body: unknown = await response.json().catch(() => undefined)
  const isProblem = typeof body === 'object' && body !== null && 'code' in body
  return isProblem ? { ...(body as Problem), status } : { status, code: 'unreadable_answer' }
}
