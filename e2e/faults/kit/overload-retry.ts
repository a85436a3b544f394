import type { Answer } from '../../src/api.ts'

/** More orders are under way than the platform carries: it said when to come again. */
export class AskedToWait extends Error {
  override readonly name = 'AskedToWait'
  readonly seconds: number

  constructor(what: string, seconds: number) {
    super(what)
    this.seconds = seconds
  }
}

/** What a good client makes of an answer that is no order. */
export function noOrder({ status, headers, body }: Answer<{ code: string }>): Error {
  const what = `order: ${status} ${JSON.stringify(body)}`
  if (body.code !== 'overloaded') return new Error(what)
  return new AskedToWait(what, Number(headers.get('retry-after')))
}

const mostFailures = 60
/** Less than what a token has left when its shopper begins. */
const waitsForMs = 480_000

/** How long to wait after each failure, in milliseconds; nothing once it is time to give up. */
export function createPatience(): (error: unknown) => number | undefined {
  const waitsUntilMs = Date.now() + waitsForMs
  let failures = 0
  return (error) => {
    if (error instanceof AskedToWait) {
      return Date.now() < waitsUntilMs ? 1_000 * error.seconds : undefined
    }
    failures += 1
    return failures <= mostFailures ? 1_000 : undefined
  }
}
