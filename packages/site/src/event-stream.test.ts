import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEventStream, type StreamEvent } from './event-stream.ts'

async function read(chunks: readonly Uint8Array<ArrayBuffer>[]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  for await (const event of readEventStream(body)) events.push(event)
  return events
}
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

describe('a stream of events', () => {
  it('is read with ids and kinds, without what keeps it open', async () => {
    const text =
      ': open\n\nid: 7\nevent: order\ndata: {"a":1}\n\ndata: one\ndata: two\n\nretry: 5\n\n'
    expect(await read([bytes(text)])).toEqual([
      { id: '7', type: 'order', data: '{"a":1}' },
      { type: 'message', data: 'one\ntwo' },
    ])
  })

  it('leaves out an event that did not arrive whole', async () => {
    expect(await read([bytes('data: one\n\ndata: tw')])).toEqual([{ type: 'message', data: 'one' }])
  })

  it('is the same however its bytes are divided', async () => {
    const text = 'id: 1\ndata: é☂\n\n: beat\n\nid: 2\nevent: x\ndata: done\n\n'
    const whole = await read([bytes(text)])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 })), async (sizes) => {
        const all = bytes(text)
        const chunks: Uint8Array<ArrayBuffer>[] = []
        let at = 0
        for (const size of [...sizes, all.length]) {
          chunks.push(all.slice(at, at + size))
          at += size
        }
        expect(await read(chunks)).toEqual(whole)
      }),
    )
  })
})
