import { setTimeout as sleep } from 'node:timers/promises'

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

/** The events of a stream: blocks of `name: value` lines with an empty line after each. */
export async function* parseEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of body) {
    text += decoder.decode(part, { stream: true })
    const blocks = text.split(/\r?\n\r?\n/)
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventOf(block)
      if (event) yield event
    }
  }
}

function eventOf(block: string): StreamEvent | undefined {
  const fields = { id: '', event: 'message', data: [] as string[] }
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ''] = /^(id|event|data): ?(.*)$/.exec(line) ?? []
    if (name === 'data') fields.data.push(value)
    if (name === 'id' || name === 'event') fields[name] = value
  }
  if (fields.data.length === 0) return undefined
  return { id: fields.id, type: fields.event, data: fields.data.join('\n') }
}
