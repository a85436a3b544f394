import type { RouterRoute } from 'hono/types'
import { refuse } from '../problems/refusal.ts'

/** The value of `Allow` for declared methods: HEAD beside GET, and OPTIONS (RFC 9110, 9.3.2, 9.3.7 and 10.2.1). */
export function allowOf(methods: readonly string[]): string {
  const all = new Set(methods)
  if (all.has('GET')) all.add('HEAD')
  all.add('OPTIONS')
  return [...all].join(', ')
}

/**
 * Answers a request whose verb or path no contract declares: OPTIONS gets 204 with `Allow`. Throws
 * `method_not_allowed` (405, with `Allow`) when the path has other verbs, and `not_found` when it has none.
 */
export function answerUndeclared(method: string, declared: readonly string[]): Response {
  if (declared.length === 0) throw refuse('not_found')
  const allow = allowOf(declared)
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
  throw refuse('method_not_allowed', undefined, { headers: { allow } })
}

/** Whether a route of an app answers requests: middleware before every path does not. */
export function isAnswering({ method, path }: Pick<RouterRoute, 'method' | 'path'>): boolean {
  return method !== 'ALL' || !path.endsWith('*')
}

/**
 * The verbs that the routes of an app declare for a path; routes may be added later.
 * @example const declared = createMethodIndex(app.routes); declared('/api/orders') // ['GET', 'POST']
 */
export function createMethodIndex(
  routes: readonly RouterRoute[],
): (path: string) => readonly string[] {
  let known: { method: string; pattern: RegExp }[] = []
  let seen = 0
  return (path) => {
    if (routes.length !== seen) {
      known = routes
        .filter(isAnswering)
        .map(({ method, path: template }) => ({ method, pattern: patternOf(template) }))
      seen = routes.length
    }
    const found = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return [...new Set(found)]
  }
}

function patternOf(template: string): RegExp {
  const segments = template
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${segments.join('/')}$`)
}
