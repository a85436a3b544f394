import { notHandledHeader } from '@comptoir/service/http/drain'
import { createCircuitBreaker } from './circuit-breaker.ts'
import type { Sidecar, SidecarAnswer, SidecarRequest } from './sidecar.ts'

/** What became of an invocation. */
export type Invocation =
  | { readonly kind: 'answer'; readonly answer: SidecarAnswer }
  /** The service did nothing: it is stopping, or not there. Whatever was asked may be asked again. */
  | { readonly kind: 'not handled'; readonly why: string }
  /** The service may have done it. `cause` is for the log: what the sidecar said. */
  | { readonly kind: 'no answer'; readonly why: string; readonly cause?: string }
  /** Not asked: it does not answer. */
  | { readonly kind: 'open'; readonly why: string }

export type Invoke = (request: SidecarRequest) => Promise<Invocation>

/** How the sidecar says that nobody listened at the port of the app, or of its sidecar. */
const refusedConnection = /connect: connection refused/

/** As long as a sidecar waits for the health of its app. */
const healthWithinMs = 3_000

/** Invokes one service through the sidecar, behind a circuit breaker. Throws only when the caller aborted. */
export function createInvoke(sidecar: Pick<Sidecar, 'request'>, appId: string): Invoke {
  const breaker = createCircuitBreaker(appId, () => isHealthy(sidecar, appId))
  return async function invoke(request) {
    if (!breaker.admits()) return { kind: 'open', why: 'it does not answer' }
    const outcome = await invokeOnce(sidecar, appId, request)
    if (outcome.kind !== 'no answer') breaker.answered()
    return outcome
  }
}

/** Whether the service answers, on a connection that no other call can hold up. */
async function isHealthy(sidecar: Pick<Sidecar, 'request'>, appId: string): Promise<boolean> {
  const health = { method: 'GET', path: '/healthz', timeoutMs: healthWithinMs, ownConnection: true }
  return (await invokeOnce(sidecar, appId, health)).kind !== 'no answer'
}

async function invokeOnce(
  sidecar: Pick<Sidecar, 'request'>,
  appId: string,
  request: SidecarRequest,
): Promise<Invocation> {
  try {
    const path = `/v1.0/invoke/${appId}/method${request.path}`
    const answer = await sidecar.request({ ...request, path })
    if (answer.headers[notHandledHeader]) return { kind: 'not handled', why: 'it is stopping' }
    if (answer.headers['comptoir-service'] === appId) return { kind: 'answer', answer }
    const cause = `${answer.status} ${withoutQueries(answer.body.toString()).slice(0, 300)}`
    if (refusedConnection.test(cause)) return { kind: 'not handled', why: 'not delivered' }
    return { kind: 'no answer', why: 'not delivered', cause }
  } catch (error) {
    if (request.signal?.aborted) throw error
    return { kind: 'no answer', why: error instanceof Error ? error.message : 'no answer' }
  }
}

/** What the sidecar said instead of an answer, for the log. */
export const causeOf = (outcome: Invocation): string | undefined =>
  outcome.kind === 'no answer' ? outcome.cause : undefined

/** A sidecar repeats the address that it asked; a query may name a person. */
const withoutQueries = (text: string) => text.replaceAll(/\?[^\s"\\]*/g, '?…')

/** Between tries, in milliseconds: of what may be repeated, and of what was surely not handled. */
export type Pauses = {
  readonly repeatable: readonly number[]
  readonly 'not handled': readonly number[]
}
export const usualPauses: Pauses = {
  repeatable: [50, 250, 1_000],
  'not handled': [50, 250, 500, 1_000, 1_000],
}

/** How long to wait before the next try; none when there is no other. */
export function pauseAfter(
  { kind }: Invocation,
  tries: number,
  { isRepeatable, pauses = usualPauses }: { isRepeatable: boolean; pauses?: Pauses },
): number | undefined {
  if (kind === 'open') return undefined
  const all = kind === 'not handled' ? pauses['not handled'] : isRepeatable && pauses.repeatable
  const pauseMs = all ? all[tries] : undefined
  return pauseMs && pauseMs * (0.5 + Math.random())
}
