import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import { problemAnswers, signedIn } from './common.ts'
import type { ProblemCode } from './problem.ts'

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete'
type Description = Omit<RouteConfig, 'method' | 'path'> & {
  /** What it refuses with, beside what any operation may be refused with, and those who may not use it. */
  readonly problems?: readonly ProblemCode[]
}

/**
 * An operation of a service: what it reads, what it answers and what it refuses with.
 * @example operation('get', '/api/invoices/{invoiceId}', { operationId: 'GetInvoice', request, responses, problems: ['not_found'] })
 */
export function operation<const M extends Method, const P extends string, D extends Description>(
  method: M,
  path: P,
  description: D,
) {
  const { problems = [], responses, ...rest } = description
  const all = { ...responses, ...problemAnswers(...accessProblems(description), ...problems) }
  const route = createRoute({ ...rest, method, path, responses: all })
  return route as Omit<typeof route, keyof D> & Omit<D, 'problems'>
}

function accessProblems({ security, ...description }: Description): ProblemCode[] {
  if (security !== signedIn) return []
  return 'x-roles' in description ? ['unauthenticated', 'forbidden'] : ['unauthenticated']
}
