import type { MiddlewareHandler } from 'hono'
import { refuse } from '../problems/refusal.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets a change in only from a page of this site: the browser says so in `Sec-Fetch-Site` (W3C Fetch Metadata), which no script can
 * set, else in `Origin`. Without either the request is refused.
 */
export function requireSameOrigin(siteOrigin: string): MiddlewareHandler {
  return async function sameOrigin(c, next) {
    if (safe.has(c.req.method)) return await next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const isOurs =
      site === undefined ? isOurOrigin(origin, c.req.header('host')) : site === 'same-origin'
    if (!isOurs) throw refuse('forbidden', 'the request does not come from a page of this site')
    return await next()
  }

  function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined) return false
    return origin === siteOrigin || (URL.canParse(origin) && new URL(origin).host === host)
  }
}
