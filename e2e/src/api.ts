import { randomBytes, randomUUID } from 'node:crypto'

/** The answer of the platform to one request. */
export type Answer<T = Record<string, unknown>> = {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

export type Asking = {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly key?: string
}

function headersOf({ token, body, key, headers }: Asking): Record<string, string> {
  return {
    traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
    ...headers,
  }
}

/** Calls the platform as a client would: JSON in, JSON or problem out. Never throws on a status. */
export function createApi(baseUrl: string) {
  return async <T = Record<string, unknown>>(
    operation: string,
    asking: Asking = {},
  ): Promise<Answer<T>> => {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: headersOf(asking),
      signal: AbortSignal.timeout(30_000),
      ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const body = (isJson ? JSON.parse(text) : text) as T
    return { status: response.status, headers: response.headers, body }
  }
}

export type Api = ReturnType<typeof createApi>

/** A key that no other request of the run has. */
export const newKey = () => randomUUID()

/** Asks until the answer isDone, or fails with the last one seen. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isDone: (seen: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const seen = await ask()
    if (isDone(seen)) return seen
    if (Date.now() > deadline)
      throw new Error(`${what}: still ${JSON.stringify(seen)} after ${withinMs} ms`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
