import { problemOf } from '../problems/problem.ts'
import { refuse } from '../problems/refusal.ts'
import { markerHeader } from './edge.ts'
import type { listen } from './listen.ts'

type App = Parameters<typeof listen>[0]

/** An app with a door before it: once it is closed, new requests are sent away. */
export type Door = App & { close(): void }

/** What a sidecar needs until it leaves: health, or it would leave at once, and what it has taken in to deliver. */
const staysOpen = /^\/(healthz|readyz|events|events-dead|job)(\/|$)/

/**
 * Puts a door before an app. Closed, it answers 503 with `Retry-After` and ends the connection; requests that run go
 * on.
 * @example const door = createDoor(app, 'orders'); await listen(door, config); … door.close()
 */
export function createDoor(app: App, appId: string): Door {
  let isOpen = true
  return {
    fetch: (request, env) =>
      isOpen || staysOpen.test(new URL(request.url).pathname)
        ? app.fetch(request, env)
        : sentAway(appId),
    close() {
      isOpen = false
    },
  }
}

function sentAway(appId: string): Response {
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
