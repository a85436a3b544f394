export type StreamedEvent = { readonly id: string; readonly type: string; readonly data: unknown }

/** Reads the events of a stream, one after the other. */
export function readEvents(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  /** The next event; throws when the stream ended before there was one. */
  async function next(): Promise<StreamedEvent> {
    for (;;) {
      const found = /id: (.*)\nevent: (.*)\ndata: (.*)\n\n/.exec(text)
      if (found) {
        text = text.slice(found.index + found[0].length)
        const [, id = '', type = '', data = ''] = found
        return { id, type, data: JSON.parse(data) }
      }
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) throw new Error('the stream ended')
      text += value
    }
  }
  return { next, close: async () => reader?.cancel() }
}
