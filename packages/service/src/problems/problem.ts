import {
  type FieldError,
  type ProblemCode,
  type ProblemDetails,
  problems,
} from '@comptoir/contracts/problem'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { currentTrace } from '../observability/trace.ts'
import { Refusal, refuse } from './refusal.ts'

const codeOfStatus: Record<number, ProblemCode> = {
  400: 'invalid_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
}

/** Refused for now: the answer says when to come again (`retryAfterSeconds` of the refusal, or a second). */
const mayComeAgain: ReadonlySet<ProblemCode> = new Set([
  'dependency_unavailable',
  'maintenance',
  'overloaded',
  'rate_limited',
])

/** The RFC 9457 body of a refusal. */
export function problemOf(refusal: Refusal, instance?: string): ProblemDetails {
  const { status, title } = problems[refusal.code]
  const traceId = currentTrace()?.traceId
  return {
    ...refusal.extensions,
    type: `urn:comptoir:problem:${refusal.code}`,
    title,
    status,
    ...(refusal.detail !== undefined && { detail: refusal.detail }),
    ...(instance !== undefined && { instance }),
    code: refusal.code,
    ...(refusal.errors !== undefined && { errors: [...refusal.errors] }),
    ...(traceId !== undefined && { traceId }),
  }
}

/** Answers a refusal as `application/problem+json`. */
export function answerProblem(c: Context, refusal: Refusal): Response {
  const problem = problemOf(refusal, c.req.path)
  const headers: Record<string, string> = {
    ...refusal.headers,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  if (mayComeAgain.has(refusal.code)) {
    headers['retry-after'] = String(refusal.extensions?.['retryAfterSeconds'] ?? 1)
  }
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer'
  return c.body(JSON.stringify(problem), problem.status as 400, headers)
}

/** The refusal that an error stands for; `undefined` when it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (isRedisAway(error)) return refuse('dependency_unavailable', 'Redis does not answer')
  if (!(error instanceof HTTPException) || error.status >= 500) return undefined
  return refuse(codeOfStatus[error.status] ?? 'invalid_request', error.message || undefined)
}

const redisAway: ReadonlySet<string> = new Set([
  'Command timed out',
  'Connection is closed.',
  "Stream isn't writeable and enableOfflineQueue options is false",
])

/** Known by their names and texts: the client of Redis is no business of this package. */
function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'MaxRetriesPerRequestError' || redisAway.has(error.message)
}

type Issue = z.core.$ZodIssue

/** The field errors of a failed validation: `lines.0.quantity`, a stable code, a sentence. */
export function fieldErrorsOf(issues: readonly Issue[]): FieldError[] {
  return issues.map((issue) => ({
    field: issue.path.join('.'),
    code: codeOf(issue),
    message: issue.message,
  }))
}

/** A rule of the contract's own gives its code in `params`. */
function codeOf(issue: Issue): string {
  const own: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
  return typeof own === 'string' ? own : issue.code
}
