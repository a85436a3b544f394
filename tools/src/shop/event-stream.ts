import { setTimeout as sleep } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'

export type StreamEvent = { readonly id: string; readonly type: string; readonly data: string }

export type Watching = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

const reconnectMs = 1_000

/** Reads server-sent events, again after a cut from where it was, until the signal says stop. */
export async function* readEvents(watching: Watching): AsyncGenerator<StreamEvent> {
  let lastId = ''
  while (!watching.signal.aborted) {
    const body = await connect(watching, lastId)
    for await (const event of untilCut(body)) {
      if (event.id) lastId = event.id
      yield event
    }
    await sleep(reconnectMs)
  }
}

/** Nothing when the stream cannot be had now. */
async function connect({ url, headers, signal }: Watching, lastId: string) {
  const resume: Record<string, string> = lastId ? { 'last-event-id': lastId } : {}
  const accept = { accept: 'text/event-stream' }
  try {
    const response = await fetch(url, { headers: { ...headers, ...accept, ...resume }, signal })
    return response.ok ? response.body : undefined
  } catch {
    return undefined
  }
}

async function* untilCut(body: AsyncIterable<Uint8Array> | null | undefined) {
  if (!body) return
  try {
    yield* parseEvents(body)
  } catch {
    // the connection was cut: the caller connects again
  }
}

/** The events of a stream; a comment is none, nor is one that the stream ends within. */
export async function* parseEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const events: StreamEvent[] = []
  const parser = createParser({
    onEvent: ({ id = '', event: type = 'message', data }) => events.push({ id, type, data }),
  })
  const decoder = new TextDecoder()
  for await (const part of body) {
    parser.feed(decoder.decode(part, { stream: true }))
    yield* events.splice(0)
  }
}
