import { setTimeout as sleep } from 'node:timers/promises'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import {
  causeOf,
  createInvoke,
  type Invocation,
  type Invoke,
  type Pauses,
  pauseAfter,
} from '@comptoir/dapr/sidecar/invocation'
import type { Sidecar, SidecarAnswer, SidecarRequest } from '@comptoir/dapr/sidecar/sidecar'
import { holds } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import { isIdempotent } from '../routing/routing.ts'
import { answerHeaders } from './headers.ts'
import { createSecondTries } from './second-try.ts'

export type Outgoing = {
  readonly method: string
  /** Path and query, as they came. */
  readonly target: string
  readonly headers: Record<string, string>
  readonly body?: Buffer
  /** For all tries together. */
  readonly timeoutMs: number
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

/** Sends a request to a service and answers with its answer, or refuses with `dependency_unavailable`. */
export type Upstream = (appId: AppId, request: Outgoing) => Promise<Answer>

/**
 * A rollout may leave a service without an address for about 2 s: what may be repeated is tried for 3.3 s. A client
 * waits no longer for a service that is down: by then its circuit is open (decision 20). The sidecar of a pod that stops
 * outlives its app by 3 s, and a connection leads to it until then: what was surely not handled is tried for 4.3 s.
 */
const gatewayPauses: Pauses = {
  repeatable: [50, 250, 500, 500, 500, 500, 500, 500],
  'not handled': [50, 250, 500, 500, 500, 500, 500, 500, 500, 500],
}

/**
 * Reaches services by invocation through the gateway's sidecar. What did not answer is asked again when that is
 * harmless, as long as somebody waits.
 */
export function createUpstream(
  sidecar: Pick<Sidecar, 'request'>,
  pauses: Pauses = gatewayPauses,
): Upstream {
  const invokes = Object.fromEntries(
    appIds.map((appId) => [appId, createInvoke(sidecar, appId)]),
  ) as Record<AppId, Invoke>
  const askTwiceIfSilent = createSecondTries()
  /** One try; of a read that hangs, a second one beside it. */
  function tryOnce(appId: AppId, request: SidecarRequest): Promise<Invocation> {
    const ask = (signal: AbortSignal | undefined) => {
      const ofTry = signal ? { ...request, signal } : request
      return invokes[appId](ofTry).catch(() => left)
    }
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    return isRead ? askTwiceIfSilent(appId, ask, request.signal) : ask(request.signal)
  }
  return async function reach(appId, { target, ...request }) {
    const path = throughSidecar(target)
    const deadline = performance.now() + request.timeoutMs
    // the end of a stopping sidecar breaks the connection that it refused on: tries of one kind take none from the other
    const tries = { 'not handled': 0, 'no answer': 0, open: 0 }
    while (true) {
      const timeoutMs = Math.ceil(deadline - performance.now())
      const outcome = await tryOnce(appId, { ...request, path, timeoutMs })
      if (outcome.kind === 'answer') return toAnswer(outcome.answer)
      const pauseMs = pauseOf(outcome, tries[outcome.kind]++, request, pauses)
      const isInTime = performance.now() + pauseMs < deadline
      if (!isInTime)
        throw refuse('dependency_unavailable', `${appId} does not answer`, {
          cause: causeOf(outcome),
        })
      await sleep(pauseMs)
    }
  }
}

type Asked = Pick<Outgoing, 'method' | 'signal'>

function pauseOf(outcome: Invocation, tries: number, asked: Asked, pauses: Pauses): number {
  const never = Number.POSITIVE_INFINITY
  if (asked.signal?.aborted) return never
  return pauseAfter(outcome, tries, { isRepeatable: isIdempotent(asked.method), pauses }) ?? never
}

/** An invocation throws only when its client left. */
const left = { kind: 'no answer', why: 'nobody waits for it' } as const

const toAnswer = ({ status, body, headers }: SidecarAnswer): Answer => ({
  status,
  body,
  ...answerHeaders(headers),
})

/** The sidecar decodes the path once: what is percent-encoded in it must arrive percent-encoded. */
export function throughSidecar(target: string): string {
  if (!target.includes('%')) return target
  const query = target.indexOf('?')
  const end = query === -1 ? target.length : query
  return target.slice(0, end).replaceAll('%', '%25') + target.slice(end)
}

/** An answer of a service, whole; `etag` when it can be asked for conditionally. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body: Buffer
  readonly etag?: string
  /** The path of its operation in the contract. */
  readonly route?: string
}

const withoutBody = new Set([204, 205, 304])

/** The answer of a service as ours, or 304 when the client holds it already. */
export function toResponse(answer: Answer, ifNoneMatch?: string): Response {
  const headers = answer.cookies ? withCookies(answer.headers, answer.cookies) : answer.headers
  const status = holds(ifNoneMatch, answer.etag) ? 304 : answer.status
  const body = withoutBody.has(status) ? null : (answer.body as Uint8Array<ArrayBuffer>)
  return new Response(body, { status, headers })
}

function withCookies(given: Answer['headers'], cookies: readonly string[]): Headers {
  const headers = new Headers(given)
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}
