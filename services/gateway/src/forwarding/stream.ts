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

/** Streams come straight from the service: sidecars share one pipeline between calls and would hold them back, and files whole. */
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
    const headersToReturn = headersOf(answer)
    if (!answer.body) end()
    const isFile = !headersToReturn['content-type']?.startsWith('text/event-stream')
    const body = answer.body && passOn(answer.body, { end, isFile })
    return new Response(body, { status: answer.status, headers: headersToReturn })
  }
}

/** A file says how long it is, so that its client sees how far it is and whether it is whole. */
function headersOf(answer: Response): Record<string, string> {
  const { headers } = answerHeaders(Object.fromEntries(answer.headers))
  const length = answer.headers.get('content-length')
  return { ...headers, ...(length && { 'content-length': length }) }
}

type Passing = { readonly end: () => void; readonly isFile: boolean }
const broken = { done: true, value: undefined }

/** The same bytes. Events that break off end, since what they lack comes with the next stream; a file breaks off. */
function passOn(
  body: ReadableStream<Uint8Array>,
  { end, isFile }: Passing,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        if (!isFile) return broken
        end()
        throw error
      })
      if (value) controller.enqueue(value)
      if (!done) return
      end()
      controller.close()
    },
    cancel: end,
  })
}
