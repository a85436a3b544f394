import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { ServiceEnv } from '../auth/auth.ts'
import { refuse } from '../problems/refusal.ts'
import { metricsText } from './metrics.ts'

const inside =
  /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd][0-9a-f]{2}:/i

/**
 * Adds `/metrics` for Prometheus: to those who ask the process itself from a private address, never through a proxy.
 */
export function addMetrics(app: Pick<Hono<ServiceEnv>, 'get'>): void {
  app.get('/metrics', async (c) => {
    if (!isNear(c)) throw refuse('not_found')
    const { text, contentType } = await metricsText()
    return c.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' })
  })
}

function isNear(c: Context): boolean {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some((name) => c.req.header(name))
  const { incoming }: Partial<HttpBindings> = c.env ?? {}
  return !isForwarded && (!incoming || inside.test(incoming.socket.remoteAddress ?? ''))
}
