import type { Answer } from '../../src/api.ts'

/** The platform is overloaded and said when to retry. */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter'
  readonly seconds: number

  constructor(what: string, seconds: number) {
    super(what)
    this.seconds = seconds
  }
}

type Refused = Pick<Answer<{ code: string }>, 'status' | 'headers' | 'body'>

/** The error of an answer that is no order. */
export function toOrderError({ status, headers, body }: Refused): Error {
  const what = `order: ${status} ${JSON.stringify(body)}`
  if (body.code !== 'overloaded') return new Error(what)
  return new RetryAfter(what, Number(headers.get('retry-after')))
}

const mostFailures = 60
/** Less than what a token has left when its shopper begins. */
const retriesForMs = 480_000

/** How long to wait after each failure, in milliseconds; undefined when retries are used up. */
export function createRetryPolicy(): (error: unknown) => number | undefined {
  const retriesUntilMs = Date.now() + retriesForMs
  let failures = 0
  return (error) => {
    if (error instanceof RetryAfter) {
      return Date.now() < retriesUntilMs ? 1_000 * error.seconds : undefined
    }
    failures += 1
    return failures <= mostFailures ? 1_000 : undefined
  }
}
