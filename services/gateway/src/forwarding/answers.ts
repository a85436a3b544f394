import { holds } from '@comptoir/service/http/etag'

/** An answer of a service, whole; `etag` when it can be asked for conditionally. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body: Buffer
  readonly etag?: string
  /** The path of its operation in the contract. */
  readonly route?: string
}

const withoutBody = new Set([204, 205, 304])

/** The answer of a service as ours, or 304 when the client holds it already. */
export function toResponse(answer: Answer, ifNoneMatch?: string): Response {
  const headers = answer.cookies ? withCookies(answer.headers, answer.cookies) : answer.headers
  const status = holds(ifNoneMatch, answer.etag) ? 304 : answer.status
  const body = withoutBody.has(status) ? null : (answer.body as Uint8Array<ArrayBuffer>)
  return new Response(body, { status, headers })
}

function withCookies(given: Answer['headers'], cookies: readonly string[]): Headers {
  const headers = new Headers(given)
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}
