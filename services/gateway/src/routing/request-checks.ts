import type { ServiceApp } from '@comptoir/service/app'
import { isGuarded } from '@comptoir/service/auth/sidecar-guard'
import { type Entrance, targetOf } from '@comptoir/service/http/response-headers'
import { answerUndeclared, createMethodIndex } from '@comptoir/service/http/undeclared-route'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import { type AddressDeps, type ForwardDeps, senderOf } from '../forwarding/forward.ts'
import { refuseSlowly } from '../limits/rate-limits.ts'
import type { Resolve, Resolved } from './resolve-request.ts'
import { isPlainPath } from './routing.ts'

/** The most bytes of a request's first line and headers. */
export const maxHeaderBytes = 16 * 1024
/**
 * The longest path and query, in bytes. With the headers, with what the gateway adds, and with every percent sign
 * encoded once more for the sidecar, they fit into the 32 KiB that sidecars and services read.
 */
export const maxTargetBytes = 8 * 1024

/** Asked often by machines that must get an answer: health for the sidecar, metrics for Prometheus. */
const unlimited = new Set(['/healthz', '/readyz', '/metrics'])

const isDocument = (path: string) => path === '/openapi.json' || path.startsWith('/docs')

type EntranceDeps = AddressDeps & Pick<ForwardDeps, 'limits'> & { readonly resolve: Resolve }

/**
 * Stands before all else: refuses what is malformed (400), too long (414) or declared by no contract (404, 405),
 * and counts the rest by address. `app`: the gateway's own, whose routes it knows as well.
 */
export function createEntrance(deps: EntranceDeps, app: () => ServiceApp): Entrance {
  let declaredByUs: ReturnType<typeof createMethodIndex> | undefined

  async function enterOwn(c: Context, path: string): Promise<Response | undefined> {
    if (isGuarded(path)) return undefined
    declaredByUs ??= createMethodIndex(app().routes)
    const { method } = c.req
    const declared = declaredByUs(path)
    const verb = method === 'HEAD' ? 'GET' : method
    if (!declared.includes(verb)) return answerUndeclared(method, declared)
    if (unlimited.has(path)) return undefined
    const { ip } = senderOf(c, deps)
    const counted = isDocument(path) ? deps.limits.document(ip) : deps.limits.request(ip, false)
    await counted?.catch(refuseSlowly)
    return undefined
  }

  async function enterForwarded(c: Context, resolved: Resolved): Promise<Response | undefined> {
    const { operation, methods, path, target, isShared } = resolved
    const { method } = c.req
    if (!operation) return answerUndeclared(method, methods)
    if (!isPlainPath(path)) throw refuse('invalid_request', 'the path is ambiguous')
    const sender = senderOf(c, deps)
    await deps.limits.request(sender.ip, isShared)?.catch(refuseSlowly)
    c.set('forwarded', { ...sender, operation, method, target, isShared })
    return undefined
  }

  return async function enter(c) {
    const asked = targetOf(c)
    if (asked.length > maxTargetBytes) throw refuse('uri_too_long')
    const resolved = deps.resolve(c.req.method, asked)
    if (!resolved) throw refuse('invalid_request', 'malformed percent-encoding')
    const isOurs = resolved.methods.length === 0 || resolved.operation?.appId === 'gateway'
    return isOurs ? await enterOwn(c, resolved.path) : await enterForwarded(c, resolved)
  }
}
