import { refuse } from '@comptoir/service/problems/refusal'
import type { MiddlewareHandler } from 'hono'

/**
 * Lets through only the operations that pages use; of a resource that is passed on, all others have no way in.
 * @example app.use('/bff/inbox/*', usedOnly(['GET /bff/inbox', 'POST /bff/inbox/:id/read']))
 */
export function usedOnly(operations: readonly string[]): MiddlewareHandler {
  const patterns = operations.map(
    (operation) => new RegExp(`^${operation.replaceAll(/:\w+/g, '[\\w~-]+')}$`),
  )
  return async function onlyUsed(c, next) {
    const asked = `${c.req.method} ${c.req.path}`
    if (!patterns.some((pattern) => pattern.test(asked))) throw refuse('not_found')
    return await next()
  }
}
