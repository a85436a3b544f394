import type { AppId } from '@comptoir/contracts/topology'
import { refuse } from '@comptoir/service/problems/refusal'
import { answerHeaders } from './headers.ts'
import type { Outgoing } from './upstream.ts'

export type StreamRequest = Pick<Outgoing, 'method' | 'target' | 'headers'> & {
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
  /** Called once, when the stream has ended, whoever ended it. */
  readonly onEnd: () => void
}

/** Opens a live stream of a service. */
export type OpenStream = (appId: AppId, request: StreamRequest) => Promise<Response>

const firstByteMs = 10_000
/** The client opens another one, with `Last-Event-ID`: its token is checked again. */
const longestMs = 15 * 60_000

/** Streams come straight from the service: sidecars share one pipeline between calls and would hold them back. */
export function createStreams(urlOf: (appId: AppId) => string): OpenStream {
  return async function open(appId, { method, target, headers, signal, onEnd }) {
    const ended = new AbortController()
    const end = () => {
      if (ended.signal.aborted) return
      clearTimeout(timer)
      ended.abort()
      onEnd()
    }
    let timer = setTimeout(end, firstByteMs)
    signal.addEventListener('abort', end, { signal: ended.signal })
    const answer = await fetch(`${urlOf(appId)}${target}`, {
      method,
      headers,
      redirect: 'manual',
      signal: ended.signal,
    }).catch(() => undefined)
    clearTimeout(timer)
    if (!answer || answer.headers.get('comptoir-service') !== appId) {
      end()
      throw refuse('dependency_unavailable', `${appId} does not answer`)
    }
    timer = setTimeout(end, longestMs)
    const { headers: returned } = answerHeaders(Object.fromEntries(answer.headers))
    if (!answer.body) end()
    const body = answer.body && passOn(answer.body, end)
    return new Response(body, { status: answer.status, headers: returned })
  }
}

/** The same bytes; a stream that breaks off ends, since what it lacks comes with the next one. */
function passOn(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (value) controller.enqueue(value)
      if (!done) return
      end()
      controller.close()
    },
    cancel: end,
  })
}
