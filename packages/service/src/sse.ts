import type { Context } from 'hono'
import { currentTrace } from './trace.ts'

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
  /** What the browser waits before it reconnects. */
  readonly retryMs?: number
}

/**
 * Answers with a stream of server-sent events, with heartbeats, until the client leaves or `close` is called.
 * @example return streamEvents(c, { open: (stream) => live.subscribe(channel, (event) => stream.send(event)) })
 */
export function streamEvents(c: Context, options: StreamOptions): Response {
  const encoder = new TextEncoder()
  let stop: (() => void) | undefined
  let ended = false
  let heartbeat: NodeJS.Timeout | undefined

  function end(): void {
    if (ended) return
    ended = true
    clearInterval(heartbeat)
    stop?.()
  }

  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text))
      }
      const close = () => {
        if (ended) return
        end()
        controller.close()
      }
      write(`retry: ${options.retryMs ?? 2_000}\n\n`)
      heartbeat = setInterval(() => write(': still here\n\n'), options.heartbeatMs ?? 15_000)
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
  return c.body(body, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    ...(currentTrace() && { traceparent: currentTrace()?.traceparent }),
  })
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
