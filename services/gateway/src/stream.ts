import type { AppId } from '@comptoir/contracts/topology'
import { refuse } from '@comptoir/service/refusal'
import { answerHeaders } from './headers.ts'

export type StreamRequest = {
  readonly target: string
  readonly headers: Record<string, string>
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
}

/** Opens a live stream of a service. */
export type OpenStream = (appId: AppId, request: StreamRequest) => Promise<Response>

const firstByteMs = 10_000

/** Streams come straight from the service: sidecars share one pipeline between calls and would hold them back. */
export function createStreams(urlOf: (appId: AppId) => string): OpenStream {
  return async function open(appId, { target, headers, signal }) {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), firstByteMs)
    const answer = await fetch(`${urlOf(appId)}${target}`, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([signal, late.signal]),
    }).catch(() => undefined)
    clearTimeout(timer)
    if (!answer || answer.headers.get('comptoir-service') !== appId) {
      throw refuse('dependency_unavailable', `${appId} does not answer`)
    }
    const { headers: returned } = answerHeaders(Object.fromEntries(answer.headers))
    return new Response(answer.body, { status: answer.status, headers: returned })
  }
}
