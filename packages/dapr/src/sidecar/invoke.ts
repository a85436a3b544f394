import { setTimeout as sleep } from 'node:timers/promises'
import { lookUp } from '@comptoir/contracts/look-up'
import type { AnswerOf, RequestOf } from '@comptoir/contracts/platform/operation-types'
import { type ProblemCode, ProblemDetails, problems } from '@comptoir/contracts/problem'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { currentTrace } from '@comptoir/service/observability/trace'
import { type Refusal, refuse } from '@comptoir/service/problems/refusal'
import type { RouteConfig } from '@hono/zod-openapi'
import { causeOf, createInvoke, type Invocation, pauseAfter } from './invocation.ts'
import type { Sidecar, SidecarAnswer, SidecarRequest } from './sidecar.ts'

type CallOptions = {
  headers?: Record<string, string>
  /** The user's token, to act for the user. */
  token?: string
  timeoutMs?: number
  /** Retries a POST too: only for one that is idempotent. */
  retry?: boolean
}

/** What a call of the route needs. */
export type CallInput<R> = RequestOf<R> & CallOptions

type Input<R> = object extends CallInput<R> ? [input?: CallInput<R>] : [input: CallInput<R>]

/**
 * Calls another service by a route of its contract. A problem answer becomes the same `Refusal`; no answer, a
 * 5xx or an answer without the marker header of our services becomes `dependency_unavailable`.
 * @example const outcome = await inventory(reserveStock, { params: { reservationId }, body })
 */
export type Client = <R extends RouteConfig>(route: R, ...input: Input<R>) => Promise<AnswerOf<R>>

type AnyInput = CallOptions & {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

const defaultTimeoutMs = 5_000

/** A client of the service `appId`, through the sidecar. */
export function createClient(sidecar: Pick<Sidecar, 'request'>, appId: string): Client {
  const invoke = createInvoke(sidecar, appId)
  return async function call<R extends RouteConfig>(route: R, ...[given]: Input<R>) {
    const input: AnyInput = given ?? {}
    const isRepeatable = input.retry ?? ['get', 'put', 'delete', 'head'].includes(route.method)
    const answer = await attempt(() => invoke(requestOf(route, input)), isRepeatable, appId)
    return parse(route, answer, appId) as AnswerOf<R>
  }
}

/** A client of each service. */
export type Clients = Readonly<Record<AppId, Client>>

export const createClients = (create: (appId: AppId) => Client): Clients =>
  Object.fromEntries(appIds.map((appId) => [appId, create(appId)])) as Clients

async function attempt(
  run: () => Promise<Invocation>,
  isRepeatable: boolean,
  appId: string,
): Promise<SidecarAnswer> {
  for (let tries = 0; ; tries++) {
    const outcome = await run()
    if (outcome.kind === 'answer' && outcome.answer.status < 500) return outcome.answer
    const pauseMs = pauseAfter(outcome, tries, { isRepeatable })
    if (pauseMs === undefined) throw unavailable(outcome, appId)
    await sleep(pauseMs)
  }
}

function unavailable(outcome: Invocation, appId: string): Refusal {
  const why = outcome.kind === 'answer' ? `answered ${outcome.answer.status}` : outcome.why
  return refuse('dependency_unavailable', `${appId}: ${why}`, { cause: causeOf(outcome) })
}

function requestOf(route: RouteConfig, input: AnyInput): SidecarRequest {
  const body = input.body === undefined ? undefined : JSON.stringify(input.body)
  return {
    method: route.method.toUpperCase(),
    path: pathOf(route.path, input),
    headers: headersOf(input),
    timeoutMs: input.timeoutMs ?? defaultTimeoutMs,
    ...(body === undefined ? {} : { body }),
  }
}

function pathOf(template: string, { params = {}, query = {} }: AnyInput): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    segmentOf(String(lookUp(params, name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) search.append(name, String(item))
    }
  }
  return search.size > 0 ? `${path}?${search}` : path
}

/** One segment of the path, whatever the id holds. Encoded twice, because the sidecar decodes paths once. */
function segmentOf(value: string): string {
  if (value === '' || value === '.' || value === '..') throw refuse('not_found')
  return encodeURIComponent(encodeURIComponent(value))
}

function headersOf(input: AnyInput): Record<string, string> {
  const trace = currentTrace()
  return {
    ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(trace ? { traceparent: trace.traceparent } : {}),
    ...(input.token ? { authorization: `Bearer ${input.token}` } : {}),
    ...input.headers,
  }
}

function parse(route: RouteConfig, answer: SidecarAnswer, appId: string): unknown {
  if (answer.status >= 300) throw refusalOf(answer, appId)
  const response = route.responses[answer.status]
  const content = response && 'content' in response ? response.content : undefined
  const media = content?.['application/json']
  const schema = media && 'schema' in media ? media.schema : undefined
  if (!schema || !('safeParse' in schema)) return undefined
  const result = schema.safeParse(JSON.parse(answer.body.toString()))
  if (result.success) return result.data
  throw refuse('dependency_unavailable', `${appId}: unexpected answer of ${route.path}`)
}

function refusalOf(answer: SidecarAnswer, appId: string): Refusal {
  const problem = ProblemDetails.safeParse(readJson(answer.body))
  if (!problem.success || !isCode(problem.data.code)) {
    return refuse('dependency_unavailable', `${appId} answered ${answer.status}`)
  }
  const { code, detail, errors, type, title, status, instance, traceId, ...extensions } =
    problem.data
  return refuse(code, detail, { ...(errors ? { errors } : {}), extensions })
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)
