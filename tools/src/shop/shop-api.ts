import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { refusalText, ShopRefusal } from '@comptoir/catalogue-import/shop'
import { ProblemDetails } from '@comptoir/contracts/problem'

/** The shop said no: the problem as it answered it. */
export class ShopProblem extends ShopRefusal {
  override readonly name = 'ShopProblem'

  constructor(operation: string, status: number, problem: ProblemDetails | undefined) {
    super(refusalText(operation, status, problem), status, problem?.code ?? 'unknown')
  }
}

/** Answers nothing where the shop refuses with that code; throws whatever else went wrong. */
export const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof ShopProblem && error.code === code)) throw error
  }

export type Asking = {
  readonly token?: string | undefined
  readonly body?: unknown
  /** A file sent as the body, with its kind. */
  readonly file?: { bytes: Uint8Array; type: string } | undefined
  readonly form?: FormData | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export type ShopAnswer<T> = {
  readonly status: number
  readonly headers: Headers
  readonly body: T
  readonly bytes: Uint8Array
  readonly traceId: string
}

/** Calls the shop as a client would; 2xx or a ShopProblem. */
export type ShopApi = <T = unknown>(operation: string, asking?: Asking) => Promise<ShopAnswer<T>>

const pausesMs = [200, 1_000, 3_000, 8_000]
const timeoutMs = 30_000
const passing = new Set([429, 502, 503, 504])

/**
 * A client of a running shop. What failed in passing (no answer, too many requests, a service away) is tried again,
 * except a POST that may have happened.
 * @example const { body } = await shop<Page>('GET /api/products?limit=5')
 */
export function createShopApi(baseUrl: string): ShopApi {
  return async <T>(operation: string, asking: Asking = {}): Promise<ShopAnswer<T>> => {
    for (let attempt = 0; ; attempt++) {
      const answer = await succeed<T>(baseUrl, operation, asking).catch((error: unknown) => error)
      if (!(answer instanceof Error)) return answer as ShopAnswer<T>
      const pauseMs = pausesMs[attempt]
      if (pauseMs === undefined || !isRetryable(operation, answer)) throw answer
      await sleep(pauseMs)
    }
  }
}

function isRetryable(operation: string, error: Error): boolean {
  if (error instanceof ShopProblem && error.status === 429) return true
  if (operation.startsWith('POST ')) return false
  return !(error instanceof ShopProblem) || passing.has(error.status)
}

async function succeed<T>(...[baseUrl, operation, asking]: Parameters<typeof send>) {
  const answer = await send<T>(baseUrl, operation, asking)
  if (answer.status < 300) return answer
  throw new ShopProblem(operation, answer.status, ProblemDetails.safeParse(answer.body).data)
}

/** Sends one request, whatever it is answered. The body is JSON, or the text of anything else. */
export async function send<T>(
  baseUrl: string,
  operation: string,
  asking: Asking,
): Promise<ShopAnswer<T>> {
  const [method = 'GET', path = '/'] = operation.split(' ')
  const { traceId, traceparent } = newTrace()
  const content = contentOf(asking)
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: {
      traceparent,
      ...(asking.token && { authorization: `Bearer ${asking.token}` }),
      ...content.headers,
      ...asking.headers,
    },
    signal: AbortSignal.timeout(timeoutMs),
    ...(content.body !== undefined && { body: content.body }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  const { status, headers } = response
  const isJson = text !== '' && /json/.test(headers.get('content-type') ?? '')
  return { status, headers, body: (isJson ? JSON.parse(text) : text) as T, bytes, traceId }
}

/** A trace of its own, with the header that says so. */
export function newTrace(): { traceId: string; traceparent: string } {
  const traceId = randomBytes(16).toString('hex')
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` }
}

function contentOf({ body, file, form }: Asking): {
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer> | FormData
} {
  if (form) return { headers: {}, body: form }
  if (file) return { headers: { 'content-type': file.type }, body: new Uint8Array(file.bytes) }
  if (body === undefined) return { headers: {} }
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
