import { fieldErrorsOf, problemOf } from '@comptoir/service/problems/problem'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { CallError, type Problem } from '@comptoir/site/call'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Visit } from './visit.ts'

/** What came with a request: a page with a script sends JSON and reads the answer, one without sends a form and is led on. */
export type Given<T> = { readonly value: T; readonly isForm: boolean }

/** Reads the body of a request, as JSON or as a form, by a schema. */
export async function read<T extends z.ZodType>(
  c: Context,
  schema: T,
): Promise<Given<z.output<T>>> {
  const type = c.req.header('content-type') ?? ''
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)
  const body: unknown = isForm
    ? await c.req.parseBody()
    : await c.req.json().catch(() => {
        throw refuse('invalid_request', 'the body is not JSON')
      })
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data, isForm }
  throw refuse('invalid_request', undefined, { errors: fieldErrorsOf(parsed.error.issues) })
}

/** What came of something that the shop may refuse. */
export type Outcome<T> = { readonly value: T } | { readonly problem: Problem }

/**
 * Does what a visitor asks for. When their access token was refused, once more with a new one: as a guest when the session is over.
 */
export async function attempt<T>(visit: Visit, run: () => Promise<T>): Promise<Outcome<T>> {
  const first = await outcomeOf(run)
  if ('value' in first || first.problem.status !== 401) return first
  const renewal = await outcomeOf(async () => {
    const session = await visit.session()
    if (session) await visit.renewed()
    return session
  })
  if ('problem' in renewal) return renewal
  return renewal.value ? await outcomeOf(run) : first
}

/** Does something that the shop, or this site, may refuse: a refusal is a value, and its answer keeps the cookies that were changed. */
export async function outcomeOf<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() }
  } catch (error) {
    if (isRefusal(error)) return { problem: problemOf(error) as Problem }
    if (!(error instanceof CallError)) throw error
    const { problem } = error
    const isSilent = problem.status === 0
    return {
      problem: isSilent ? { ...problem, status: 503, code: 'dependency_unavailable' } : problem,
    }
  }
}

function withCookies(c: Context, { jar }: Visit): void {
  for (const cookie of jar.changes()) c.header('set-cookie', cookie, { append: true })
  c.header('cache-control', 'no-store')
}

export function answerProblem(c: Context, visit: Visit, problem: Problem): Response {
  withCookies(c, visit)
  c.header('content-type', 'application/problem+json')
  const again = problem['retryAfterSeconds']
  if (typeof again === 'number') c.header('retry-after', String(again))
  return c.body(JSON.stringify(problem), problem.status as 400)
}

export function answerValue(c: Context, visit: Visit, value: object): Response {
  withCookies(c, visit)
  return c.json(value)
}

/** Leads a page without a script on (RFC 9110, section 15.4.4): a reload repeats nothing. */
export function leadTo(c: Context, visit: Visit, path: string): Response {
  withCookies(c, visit)
  return c.redirect(path, 303)
}

/** A path of this site, or the other one: no address of elsewhere is followed. */
export function ownPath(path: string | undefined, otherwise: string): string {
  const base = 'http://storefront.invalid'
  if (!path?.startsWith('/') || !URL.canParse(path, base)) return otherwise
  const url = new URL(path, base)
  // `/..//evil.test` is a path here, and a host where it is followed
  const isOurs = url.origin === base && !url.pathname.startsWith('//')
  return isOurs ? `${url.pathname}${url.search}` : otherwise
}
