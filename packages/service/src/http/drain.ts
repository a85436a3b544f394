import { problemOf } from '../problems/problem.ts'
import { refuse } from '../problems/refusal.ts'
import type { listen } from './listen.ts'
import { markerHeader } from './response-headers.ts'

type App = Parameters<typeof listen>[0]

/** An app that can be drained: once closed, it refuses new requests. */
export type Drain = App & { close(): void }

/** Open until the sidecar stops: it stops at once when health checks fail, and still delivers what it has taken in. */
const staysOpen = /^\/(healthz|readyz|events|events-dead|job)(\/|$)/

/**
 * Wraps an app so that it can be drained. Once closed, it answers new requests with 503 and `Retry-After` and ends the
 * connection; requests that run already are completed.
 * @example const drain = createDrain(app, 'orders'); await listen(drain, config); … drain.close()
 */
export function createDrain(app: App, appId: string): Drain {
  let isOpen = true
  return {
    fetch: (request, env) =>
      isOpen || staysOpen.test(new URL(request.url).pathname)
        ? app.fetch(request, env)
        : drained(appId),
    close() {
      isOpen = false
    },
  }
}

function drained(appId: string): Response {
  const problem = problemOf(refuse('dependency_unavailable', `${appId} is stopping`))
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'retry-after': '2',
    connection: 'close',
    [markerHeader]: appId,
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
