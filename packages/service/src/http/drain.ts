import { refuse } from '../problems/refusal.ts'
import type { listen } from './listen.ts'
import { problemAnswer } from './unreadable-request.ts'

/** On an answer of a process that did nothing with the request: its caller may ask again, whatever the method. */
export const notHandledHeader = 'comptoir-not-handled'

type App = Parameters<typeof listen>[0]

/** An app that can be drained: once closed, it refuses new requests. */
export type Drain = App & { close(): void }

/** Open until the sidecar stops: it stops at once when health checks fail, and still delivers what it has taken in. */
const staysOpen = /^\/(healthz|readyz|events|events-dead)(\/|$)/

/**
 * Wraps an app so that it can be drained. Once closed, it answers new requests with 503 and `Retry-After` and ends the
 * connection; requests that run already are completed.
 * @example const drain = createDrain(app, 'orders'); await listen(drain, config); … drain.close()
 */
export function createDrain(app: App, appId: string): Drain {
  let isOpen = true
  const headers = { 'retry-after': '2', [notHandledHeader]: 'stopping' }
  return {
    fetch(request, env) {
      if (isOpen || staysOpen.test(new URL(request.url).pathname)) return app.fetch(request, env)
      const refusal = refuse('dependency_unavailable', `${appId} is stopping`, { headers })
      return problemAnswer(appId, refusal)
    },
    close() {
      isOpen = false
    },
  }
}
