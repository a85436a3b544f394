import type { Context } from 'hono'
import type { User } from '../auth/auth.ts'
import { currentTrace } from '../observability/trace.ts'
import { createInFlight } from './in-flight.ts'

export type ServerEvent = { readonly id?: string; readonly type?: string; readonly data: unknown }

export type EventStream = {
  send(event: ServerEvent): void
  /** Ends the stream; the browser reconnects unless it was told not to. */
  close(): void
}

export type StreamOptions = {
  /** Starts feeding the stream; what it returns is called once when the stream ends. */
  readonly open: (stream: EventStream) => Promise<() => void> | (() => void)
  readonly heartbeatMs?: number
}

/** Events that wait for a client which does not read; it finds what it missed when it comes again. */
const unreadAtMost = 1_000
/**
 * How long the stream of somebody who is signed in lives at most: who may read it is checked as it opens only. The browser comes again
 * with `Last-Event-ID`, and a role or session that was taken away meanwhile opens nothing.
 */
export const signedInLongestMs = 5 * 60_000
/** The gateway lets a user have fewer: this bounds who comes directly. */
const open = createInFlight('live streams', { total: 5_000, perHolder: { user: 64 } })

/**
 * Answers with a stream of server-sent events, with heartbeats, until the client leaves or `close` is called; to who is signed
 * in for five minutes at most.
 * @example return streamEvents(c, { open: (stream) => live.subscribe(channel, (event) => stream.send(event)) })
 */
export function streamEvents(c: Context, options: StreamOptions): Response {
  // nothing would ever end the stream of an answer without a body
  if (c.req.method === 'HEAD') return c.body(null, 200, headersOf())
  const user: User | undefined = c.get('user')
  const leave = open.enter({ user: user?.id })
  const encoder = new TextEncoder()
  let stop: (() => void) | undefined
  let ended = false
  let heartbeat: NodeJS.Timeout | undefined
  let longest: NodeJS.Timeout | undefined

  function end(): void {
    if (ended) return
    ended = true
    clearInterval(heartbeat)
    clearTimeout(longest)
    leave()
    stop?.()
  }

  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const close = () => {
        if (ended) return
        end()
        controller.close()
      }
      const write = (text: string) => {
        if (ended) return
        controller.enqueue(encoder.encode(text))
        if ((controller.desiredSize ?? 0) < -unreadAtMost) close()
      }
      write('retry: 2000\n\n')
      heartbeat = setInterval(() => write(': still here\n\n'), options.heartbeatMs ?? 15_000)
      if (user) longest = setTimeout(close, signedInLongestMs)
      try {
        stop = await options.open({ send: (event) => write(formatEvent(event)), close })
      } catch (error) {
        end()
        throw error
      }
      if (ended) stop()
    },
    cancel: end,
  })
  return c.body(body, 200, headersOf())
}

function headersOf(): Record<string, string> {
  const trace = currentTrace()
  return {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    ...(trace && { traceparent: trace.traceparent }),
  }
}

/** The wire form of an event: JSON data on one line. */
export function formatEvent(event: ServerEvent): string {
  const id = event.id === undefined ? '' : `id: ${oneLine(event.id)}\n`
  const type = event.type === undefined ? '' : `event: ${oneLine(event.type)}\n`
  return `${id}${type}data: ${JSON.stringify(event.data)}\n\n`
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ')
}
