/** An event of a stream (WHATWG HTML, section 9.2). */
export type StreamEvent = {
  readonly id?: string
  readonly type: string
  readonly data: string
}

/**
 * Reads the events of a stream of bytes, for what `EventSource` cannot ask: it sends no token. Comments, which keep a connection
 * open, are left out.
 * @example for await (const { id, data } of readEventStream(response.body)) …
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split(/\r\n\r\n|\n\n|\r\r/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = eventOf(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function eventOf(block: string): StreamEvent | undefined {
  const fields = block.split(/\r\n|\n|\r/).map((line): [string, string] => {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    return [name, value]
  })
  const all = (name: string) => fields.filter(([one]) => one === name).map(([, value]) => value)
  const data = all('data')
  if (data.length === 0) return undefined
  const id = all('id').at(-1)
  return {
    ...(id !== undefined && { id }),
    type: all('event').at(-1) ?? 'message',
    data: data.join('\n'),
  }
}
