import { setTimeout as sleep } from 'node:timers/promises'
import type { AppId } from '@comptoir/contracts/topology'
import type { Sidecar, SidecarAnswer } from '@comptoir/dapr/sidecar/sidecar'
import { refuse } from '@comptoir/service/problems/refusal'
import { isIdempotent } from '../routing/routing.ts'
import type { Answer } from './answers.ts'
import { answerHeaders } from './headers.ts'

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

const pausesMs = [50, 250]

/**
 * Reaches services by invocation through the gateway's sidecar. An answer without the marker header did not come
 * from the service, whatever its status: it is asked again when that is harmless, and as long as somebody waits.
 */
export function createUpstream(sidecar: Pick<Sidecar, 'request'>, pauses = pausesMs): Upstream {
  return async function reach(appId, request) {
    const deadline = performance.now() + request.timeoutMs
    for (let tries = 0; ; tries++) {
      const leftMs = Math.ceil(deadline - performance.now())
      const answer = await sendOnce(sidecar, appId, { ...request, timeoutMs: leftMs })
      if (answer) return answer
      const pauseMs = (pauses[tries] ?? Number.POSITIVE_INFINITY) * (0.5 + Math.random())
      const isInTime = performance.now() + pauseMs < deadline
      if (!isInTime || !mayRepeat(request)) {
        throw refuse('dependency_unavailable', `${appId} does not answer`)
      }
      await sleep(pauseMs)
    }
  }
}

const mayRepeat = ({ method, signal }: Outgoing) => isIdempotent(method) && !signal?.aborted

async function sendOnce(
  sidecar: Pick<Sidecar, 'request'>,
  appId: AppId,
  { target, ...request }: Outgoing,
): Promise<Answer | undefined> {
  const path = `/v1.0/invoke/${appId}/method${throughSidecar(target)}`
  const answer: SidecarAnswer | undefined = await sidecar
    .request({ ...request, path })
    .catch(() => undefined)
  if (!answer || answer.headers['comptoir-service'] !== appId) return undefined
  return { status: answer.status, body: answer.body, ...answerHeaders(answer.headers) }
}

/** The sidecar decodes the path once: what is percent-encoded in it must arrive percent-encoded. */
export function throughSidecar(target: string): string {
  if (!target.includes('%')) return target
  const query = target.indexOf('?')
  const end = query === -1 ? target.length : query
  return target.slice(0, end).replaceAll('%', '%25') + target.slice(end)
}
